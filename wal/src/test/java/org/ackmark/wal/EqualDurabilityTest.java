package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.ackmark.wal.Harness.Background;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Variants are compared at the moment when what they acknowledge is as safe as they say. A log that
 * acknowledged before its sync would win every comparison, and syncs fewer than its blocking
 * writers can share would give it away.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EqualDurabilityTest {
  private static final int COMMITS = 128;

  private final long seed = Harness.seed();
  private final SimDisk disk = new SimDisk("sim");

  static Stream<Arguments> runs() {
    return Harness.withFile()
        .flatMap(variant -> Stream.of(1, 2, 8, 64).map(writers -> arguments(variant, writers)));
  }

  /** Records acknowledged and not durable at that moment, at most; and the last moment's disk. */
  private static final class Window {
    private final AtomicLong records = new AtomicLong();
    private volatile SimDisk found;
    private volatile long acknowledgedLsn;
  }

  /** W14: group commit needs writers that wait together: one alone pays a sync for each commit. */
  @ParameterizedTest(name = "{0} {1} writers")
  @MethodSource("runs")
  void shouldSyncAsOftenAsItsBlockingWritersCanNotShare(Variant variant, int writers)
      throws Exception {
    Window window = new Window();
    disk.syncDelay(Duration.ofNanos(100_000)); // so that writers meet
    long syncs;
    try (Wal wal = Wal.open(disk, Harness.lazy(variant).withSegmentBytes(1 << 20))) {
      List<Background<Void>> all = new ArrayList<>();
      for (int writer = 0; writer < writers; writer++) {
        boolean last = writer == writers - 1;
        long firstToken = (long) writer << 32;
        all.add(Background.start(() -> write(wal, firstToken, COMMITS / writers, window, last)));
      }
      Background.joinAll(all);
      syncs = wal.counters().syncs();
    }
    System.out.printf(
        "%-16s writers=%-2d syncs=%-3d of commits=%d not durable<=%d%n",
        variant.label(), writers, syncs, COMMITS, window.records.get());
    if (variant.level() == Level.SYNCED) {
      assertTrue(syncs >= COMMITS / writers && syncs <= COMMITS, "syncs=" + syncs);
      assertTrue(writers > 1 || syncs == COMMITS, "one writer has nobody to share with: " + syncs);
      assertEquals(0, window.records.get());
      requireThere(window);
    } else {
      assertEquals(0, syncs);
      assertEquals(COMMITS, window.records.get(), "nothing was synced, and all acknowledged");
    }
  }

  private Void write(Wal wal, long firstToken, int count, Window window, boolean last)
      throws Exception {
    for (long token = firstToken; token < firstToken + count; token++) {
      long lsn = wal.append(Harness.record(seed, token, 100));
      wal.commit(lsn);
      window.records.accumulateAndGet(lsn - wal.durableLsn(), Math::max);
      if (last && token == firstToken + count - 1) {
        window.found = disk.crashLosingAll(CrashClass.POWER);
        window.acknowledgedLsn = lsn;
      }
    }
    return null;
  }

  /** Not by the log's own word: the power fails right after an acknowledgement. */
  private static void requireThere(Window window) throws Exception {
    try (Wal wal = Wal.open(window.found, Harness.lazy(Variant.SYNC))) {
      assertTrue(wal.appendedLsn() >= window.acknowledgedLsn, "lsn=" + window.acknowledgedLsn);
    }
  }
}
