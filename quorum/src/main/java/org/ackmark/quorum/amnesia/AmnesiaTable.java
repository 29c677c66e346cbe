package org.ackmark.quorum.amnesia;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.amnesia.AmnesiaCell.Loss;
import org.ackmark.wal.Level;

/**
 * For every N up to a bound, R, W and number k of replicas that restart at once without what they
 * had not synced: does a read still meet the acknowledged write? Found by trying all choices of
 * replicas, which counts: a random one would miss most losses. Of the replicas that restart only
 * those that acknowledged can forget anything, so k above W is tried as k = W.
 */
public final class AmnesiaTable {
  private AmnesiaTable() {}

  /**
   * Tries all. Blocks for seconds; uses this thread alone.
   *
   * @param mostReplicas the greatest N
   * @param level at which the W acknowledge
   * @return the cells by N, W, k and R
   */
  public static List<AmnesiaCell> of(int mostReplicas, Level level) {
    List<AmnesiaCell> cells = new ArrayList<>();
    for (int n = 1; n <= mostReplicas; n++) {
      for (int w = 1; w <= n; w++) {
        cells.addAll(cells(n, w, level));
      }
    }
    return cells;
  }

  private static List<AmnesiaCell> cells(int n, int w, Level level) {
    Tally[][] tallies = new Tally[w + 1][n + 1]; // by restarted and answering
    for (int restarted = 0; restarted < 1 << w; restarted++) {
      try (OneWrite write = new OneWrite(n, Collections.nCopies(w, level))) {
        write.restart(restarted);
        for (int answering = 1; answering < 1 << n; answering++) {
          tallyOf(tallies, restarted, answering)
              .add(write.isMissedBy(answering), new Loss(restarted, answering));
        }
      }
    }
    List<AmnesiaCell> cells = new ArrayList<>();
    for (int k = 0; k <= n; k++) {
      for (int r = 1; r <= n; r++) {
        cells.add(tallies[Math.min(k, w)][r].cell(new Quorum(n, r, w, level), k));
      }
    }
    return cells;
  }

  private static Tally tallyOf(Tally[][] tallies, int restarted, int answering) {
    Tally[] row = tallies[Integer.bitCount(restarted)];
    int r = Integer.bitCount(answering);
    if (row[r] == null) {
      row[r] = new Tally();
    }
    return row[r];
  }

  private static final class Tally {
    private int tried;
    private int missed;
    private Loss loss; // the first

    void add(boolean isMissed, Loss how) {
      tried++;
      if (isMissed) {
        missed++;
        loss = loss == null ? how : loss;
      }
    }

    AmnesiaCell cell(Quorum quorum, int forgetful) {
      return new AmnesiaCell(quorum, forgetful, tried, missed, Optional.ofNullable(loss));
    }
  }
}
