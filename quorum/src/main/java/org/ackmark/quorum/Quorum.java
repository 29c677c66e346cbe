package org.ackmark.quorum;

import org.ackmark.wal.Level;

/**
 * How many copies there are, and how many of them must answer. With the variant of each copy's log
 * it is the independent variable of every replicated figure. Immutable.
 *
 * @param n replicas
 * @param r how many answer a read
 * @param w how many acknowledge a write
 * @param level how far each of those W copies has come when it acknowledges
 */
public record Quorum(int n, int r, int w, Level level) {
  /** More copies than this are nobody's quorum. */
  public static final int MOST_REPLICAS = 7;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException unless 1 &lt;= n &lt;= 7, 1 &lt;= r &lt;= n, 1 &lt;= w &lt;= n
   */
  public Quorum {
    require(n >= 1 && n <= MOST_REPLICAS, "n", n);
    require(r >= 1 && r <= n, "r", r);
    require(w >= 1 && w <= n, "w", w);
    if (level == null) {
      throw new IllegalArgumentException("level=null");
    }
  }

  private static void require(boolean valid, String name, int value) {
    if (!valid) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  /** Majorities for reads and writes, synced. */
  public static Quorum majority(int n) {
    return new Quorum(n, n / 2 + 1, n / 2 + 1, Level.SYNCED);
  }

  /** Whether every read quorum meets every write quorum: R + W &gt; N. */
  public boolean meets() {
    return r + w > n;
  }

  /**
   * Whether every read quorum still meets an acknowledged write after {@code k} replicas restarted
   * at once without what they had not synced: R + W − k′ &gt; N, where k′ is k below {@link
   * Level#SYNCED} and 0 there.
   *
   * @param k at most W of them matter
   */
  public boolean meetsAfterAmnesia(int k) {
    if (k < 0 || k > n) {
      throw new IllegalArgumentException("k=" + k);
    }
    int forgotten = level == Level.SYNCED ? 0 : k;
    return r + w - forgotten > n;
  }
}
