package org.ackmark.quorum.amnesia;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The table of a loss of power everywhere, for a terminal. Pure. */
public final class BlackoutText {
  private BlackoutText() {}

  /** One table for each N: a row for each W, a column for each number of synced copies. */
  public static String render(List<BlackoutCell> cells) {
    StringBuilder text =
        new StringBuilder(
            """

            A write is acknowledged by W of N replicas, D of which have synced it. All lose power at
            once. The least R that surely meets the write, if any:
            """);
    int most = cells.stream().mapToInt(BlackoutCell::n).max().orElse(0);
    for (int n = 1; n <= most; n++) {
      text.append(LeastReads.render("N = " + n, "W \\ D", n, n, of(cells, n)));
    }
    return text.append(summary(cells)).toString();
  }

  private static LeastReads.Cells of(List<BlackoutCell> cells, int n) {
    return new LeastReads.Cells() {
      @Override
      public boolean exists(int w, int synced) {
        return at(w, synced).findAny().isPresent();
      }

      @Override
      public IntStream safeReads(int w, int synced) {
        return at(w, synced).filter(BlackoutCell::foundSafe).mapToInt(BlackoutCell::r);
      }

      @Override
      public boolean asPredicted(int w, int synced) {
        return at(w, synced).allMatch(BlackoutCell::asPredicted);
      }

      private Stream<BlackoutCell> at(int w, int synced) {
        return cells.stream()
            .filter(cell -> cell.n() == n && cell.w() == w && cell.synced() == synced);
      }
    };
  }

  private static String summary(List<BlackoutCell> cells) {
    return String.format(
        Locale.ROOT,
        "%nD >= 1 and D + R > N told the outcome of %,d of %,d cells; %,d of them lose%n",
        cells.stream().filter(BlackoutCell::asPredicted).count(),
        cells.size(),
        cells.stream().filter(cell -> !cell.foundSafe()).count());
  }
}
