package org.ackmark.quorum.amnesia;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.ackmark.wal.Level;

/**
 * For every N up to a bound, R, W and number D of synced copies among the W: the power of all
 * replicas fails at once. "Memory on W, disk on one", as in Dynamo's durable write, is D = 1.
 */
public final class BlackoutTable {
  private BlackoutTable() {}

  /**
   * Tries all. Blocks for seconds; uses this thread alone.
   *
   * @param mostReplicas the greatest N
   * @return the cells by N, W, D and R
   */
  public static List<BlackoutCell> of(int mostReplicas) {
    List<BlackoutCell> cells = new ArrayList<>();
    for (int n = 1; n <= mostReplicas; n++) {
      for (int w = 1; w <= n; w++) {
        for (int synced = 0; synced <= w; synced++) {
          cells.addAll(cells(n, w, synced));
        }
      }
    }
    return cells;
  }

  private static List<BlackoutCell> cells(int n, int w, int synced) {
    int[] tried = new int[n + 1];
    int[] missed = new int[n + 1];
    List<Level> levels =
        IntStream.range(0, w).mapToObj(i -> i < synced ? Level.SYNCED : Level.WRITTEN).toList();
    try (OneWrite write = new OneWrite(n, levels)) {
      write.restart((1 << n) - 1);
      for (int answering = 1; answering < 1 << n; answering++) {
        int r = Integer.bitCount(answering);
        tried[r]++;
        missed[r] += write.isMissedBy(answering) ? 1 : 0;
      }
    }
    return IntStream.rangeClosed(1, n)
        .mapToObj(r -> new BlackoutCell(n, r, w, synced, tried[r], missed[r]))
        .toList();
  }
}
