package org.ackmark.quorum.amnesia;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ackmark.wal.Level;

/** The table of forgetful restarts for a terminal. Pure. */
public final class AmnesiaText {
  private AmnesiaText() {}

  /** One table for each N: a row for each W, a column for each k. */
  public static String render(Level level, List<AmnesiaCell> cells) {
    StringBuilder text =
        new StringBuilder(
            """

            A write is acknowledged at %s by W of N replicas. k of them restart at once without what
            they had not synced. The least R that surely meets the write, if any:
            """
                .formatted(level));
    int most = cells.stream().mapToInt(cell -> cell.quorum().n()).max().orElse(0);
    for (int n = 1; n <= most; n++) {
      text.append(LeastReads.render("N = " + n, "W \\ k", n, n, of(cells, n)));
    }
    return text.append(summary(cells)).toString();
  }

  private static LeastReads.Cells of(List<AmnesiaCell> cells, int n) {
    return new LeastReads.Cells() {
      @Override
      public boolean exists(int w, int k) {
        return at(w, k).findAny().isPresent();
      }

      @Override
      public IntStream safeReads(int w, int k) {
        return at(w, k).filter(AmnesiaCell::foundSafe).mapToInt(cell -> cell.quorum().r());
      }

      @Override
      public boolean asPredicted(int w, int k) {
        return at(w, k).allMatch(AmnesiaCell::asPredicted);
      }

      private Stream<AmnesiaCell> at(int w, int k) {
        return cells.stream()
            .filter(cell -> cell.quorum().n() == n && cell.quorum().w() == w)
            .filter(cell -> cell.forgetful() == k);
      }
    };
  }

  private static String summary(List<AmnesiaCell> cells) {
    return String.format(
        Locale.ROOT,
        "%nR + W - k > N told the outcome of %,d of %,d cells; %,d of them lose; %,d ways tried%n",
        cells.stream().filter(AmnesiaCell::asPredicted).count(),
        cells.size(),
        cells.stream().filter(cell -> !cell.foundSafe()).count(),
        cells.stream().mapToLong(AmnesiaCell::tried).sum());
  }
}
