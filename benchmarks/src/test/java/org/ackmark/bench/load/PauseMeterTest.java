package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PauseMeterTest {
  private static final long MS = 1_000_000;

  private final FakeTicker clock = new FakeTicker();

  /** The clock of a JVM that stands still at some time: whoever sleeps then wakes later. */
  private Ticker pausing(long atNs, long lengthNs) {
    return new Ticker() {
      @Override
      public long nowNs() {
        return clock.nowNs();
      }

      @Override
      public void awaitNs(long untilNs) {
        boolean paused = clock.nowNs() < atNs + lengthNs && untilNs > atNs;
        clock.awaitNs(paused ? Math.max(untilNs, atNs + lengthNs) : untilNs);
      }
    };
  }

  private static List<Span> pauses(PauseMeter meter) {
    for (int i = 0; i < 100; i++) {
      meter.look();
    }
    return meter.pauses();
  }

  @Test
  void shouldNoticeThatTheJvmStoodStill() {
    List<Span> pauses = pauses(new PauseMeter(pausing(101 * MS, 40 * MS)));
    assertEquals(List.of(Span.of(102 * MS, 141 * MS)), pauses);
  }

  @Test
  void shouldTakeASleeperThatWakesALittleLateForNone() {
    assertEquals(List.of(), pauses(new PauseMeter(pausing(101 * MS, 2 * MS))));
  }

  @Test
  void shouldGiveTheCauseOfWhatWaitedMeanwhile() {
    PauseMeter meter = new PauseMeter(pausing(101 * MS, 40 * MS));
    List<Span> pauses = pauses(meter);
    Span commit = new Span(100 * MS, 142 * MS, 5);
    Span later = new Span(141 * MS, 190 * MS, 5);
    SlowCommits slow = new Attribution(pauses, List.of(), List.of()).of(List.of(commit, later));
    assertEquals(new SlowCommits(2, 1, 0, 0, 1, 0), slow);
  }
}
