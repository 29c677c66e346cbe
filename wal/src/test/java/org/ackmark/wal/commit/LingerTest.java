package org.ackmark.wal.commit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Which way a group's leader goes, told from rounds whose durations are made up. */
class LingerTest {
  private static final long SYNC_NS = 200_000;
  private static final int WRITERS = 64;
  private static final int ROUNDS = 40_000;

  private final Linger linger = new Linger();
  private final SplittableRandom random = new SplittableRandom(1);
  private long nowNs = 1;

  /** Rounds that linger, of all. */
  private double share(long togetherNs, long halvesNs, double noise) {
    int lingering = 0;
    for (int i = 0; i < ROUNDS; i++) {
      boolean lingers = linger.budgetNs() > 0;
      lingering += lingers ? 1 : 0;
      long roundNs = lingers ? togetherNs : halvesNs;
      nowNs += (long) (roundNs * (1 + noise * (random.nextDouble() - 0.5)));
      linger.ended(lingers ? WRITERS : WRITERS / 2, SYNC_NS, nowNs);
    }
    return lingering / (double) ROUNDS;
  }

  @Test
  void shouldWaitForWritersWhoComeBackSoon() {
    double share = share(SYNC_NS + 50_000, SYNC_NS, 0.3); // 64 in 250 us, or 32 in 200
    assertTrue(share > 0.9, "share=" + share);
  }

  @Test
  void shouldNotWaitForWritersWhoAreWokenDuringTheOtherHalfsSync() {
    double share = share(SYNC_NS + 600_000, SYNC_NS + 50_000, 0.3); // 64 in 800, or 32 in 250
    assertTrue(share < 0.1, "share=" + share);
  }

  @Test
  void shouldFollowALoadThatChanges() {
    assertTrue(share(SYNC_NS + 50_000, SYNC_NS, 0.3) > 0.9);
    assertTrue(share(SYNC_NS + 600_000, SYNC_NS + 50_000, 0.3) < 0.4, "it had settled");
  }

  @Test
  void shouldNotTakeAnIdleLogForASlowOne() {
    for (int i = 0; i < ROUNDS; i++) {
      boolean lingers = linger.budgetNs() > 0;
      nowNs += i % 50 == 0 ? 1_000_000_000L : lingers ? SYNC_NS + 50_000 : SYNC_NS;
      linger.ended(lingers ? WRITERS : WRITERS / 2, SYNC_NS, nowNs);
    }
    assertTrue(share(SYNC_NS + 50_000, SYNC_NS, 0) > 0.9);
  }
}
