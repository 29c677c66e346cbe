package org.ackmark.quorum.amnesia;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.ackmark.wal.Level;

/** The tables for a terminal: the least R that surely meets an acknowledged write. Pure. */
public final class AmnesiaText {
  private static final String NONE = "-";
  private static final String DISAGREE = "!";

  private AmnesiaText() {}

  /** One table for each N: a row for each W, a column for each k. */
  public static String render(Level level, List<AmnesiaCell> cells) {
    StringBuilder text = new StringBuilder();
    int most = cells.stream().mapToInt(cell -> cell.quorum().n()).max().orElse(0);
    for (int n = 1; n <= most; n++) {
      int replicas = n;
      text.append(
          String.format(
              Locale.ROOT,
              "%nN=%d, acknowledged at %s: the least R that surely meets the write%n",
              n,
              level));
      text.append(row("W \\ k", IntStream.rangeClosed(0, n).mapToObj(String::valueOf).toList()));
      for (int w = 1; w <= n; w++) {
        int writers = w;
        List<String> least = new ArrayList<>();
        for (int k = 0; k <= n; k++) {
          int forgetful = k;
          least.add(
              leastR(
                  cells.stream()
                      .filter(c -> c.quorum().n() == replicas && c.quorum().w() == writers)
                      .filter(c -> c.forgetful() == forgetful)
                      .toList()));
        }
        text.append(row(String.valueOf(w), least));
      }
    }
    return text.append(summary(cells)).toString();
  }

  private static String leastR(List<AmnesiaCell> cells) {
    boolean agree = cells.stream().allMatch(c -> c.predictedSafe() == c.foundSafe());
    return name(leastR(cells, AmnesiaCell::foundSafe)) + (agree ? "" : DISAGREE);
  }

  private static OptionalInt leastR(List<AmnesiaCell> cells, Predicate<AmnesiaCell> safe) {
    return cells.stream().filter(safe).mapToInt(c -> c.quorum().r()).min();
  }

  private static String name(OptionalInt r) {
    return r.isPresent() ? String.valueOf(r.getAsInt()) : NONE;
  }

  private static String row(String head, List<String> cells) {
    StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "%7s", head));
    cells.forEach(cell -> row.append(String.format(Locale.ROOT, "%5s", cell)));
    return row.append('\n').toString();
  }

  private static String summary(List<AmnesiaCell> cells) {
    long agree = cells.stream().filter(c -> c.predictedSafe() == c.foundSafe()).count();
    long lossy = cells.stream().filter(c -> !c.foundSafe()).count();
    long tried = cells.stream().mapToLong(AmnesiaCell::tried).sum();
    return String.format(
        Locale.ROOT,
        "%nR + W - k > N told the outcome of %,d of %,d cells; %,d of them lose; %,d ways tried%n",
        agree,
        cells.size(),
        lossy,
        tried);
  }
}
