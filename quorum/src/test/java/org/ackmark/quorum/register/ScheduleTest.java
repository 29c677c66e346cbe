package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.check.Outcome;
import org.ackmark.quorum.sim.FaultKind;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;

/**
 * Registers under seeded faults. {@code -Dquorum.schedules=10000} runs more schedules, {@code
 * -Dseed=} one.
 */
class ScheduleTest {
  private static final int SCHEDULES = Integer.getInteger("quorum.schedules", 300);
  private static final int FEW = 60;

  private static LongStream seeds(int count) {
    Long given = Long.getLong("seed");
    return given == null ? LongStream.rangeClosed(1, count) : LongStream.of(given);
  }

  private static boolean all() {
    return Long.getLong("seed") == null;
  }

  private static long violations(Setup setup) {
    return seeds(FEW).filter(seed -> Schedule.run(setup, seed).violates()).count();
  }

  private static void assertViolated(String what, Setup setup) {
    OptionalLong first =
        seeds(SCHEDULES).filter(seed -> Schedule.run(setup, seed).violates()).findFirst();
    System.out.println(what + ": first violation by seed=" + first.orElse(-1));
    assertTrue(first.isPresent(), what);
  }

  /** What the schedules of one setup had in them. */
  private static final class Tally {
    private final Map<FaultKind, Integer> schedulesWith = new EnumMap<>(FaultKind.class);
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long failedWrites;
    private int schedules;
    private int leastOverlappingPercent = 100;
    private int leastOperations = Integer.MAX_VALUE;

    void add(Schedule.Result result) {
      schedules++;
      Schedule.fired(result.faults()).forEach(kind -> schedulesWith.merge(kind, 1, Integer::sum));
      for (Outcome outcome : Outcome.values()) {
        outcomes.merge(outcome, result.count(outcome), Long::sum);
      }
      failedWrites +=
          result
              .history()
              .operations()
              .filter(o -> o.isWrite() && o.outcome() == Outcome.FAIL)
              .count();
      leastOverlappingPercent = Math.min(leastOverlappingPercent, result.overlappingPercent());
      leastOperations = Math.min(leastOperations, result.history().size());
    }

    @Override
    public String toString() {
      return "schedules=%d with=%s outcomes=%s failedWrites=%d overlapping>=%d%% operations>=%d"
          .formatted(
              schedules,
              schedulesWith,
              outcomes,
              failedWrites,
              leastOverlappingPercent,
              leastOperations);
    }
  }

  /** ABD is linearizable whatever happens to messages, processes, power and clocks. */
  @Test
  void shouldNeverBreakLinearizabilityByAbdWithSyncedReplicas() {
    Tally tally = new Tally();
    seeds(SCHEDULES)
        .forEach(seed -> {
          Schedule.Result result = Schedule.run(Setup.abd(), seed);
          assertFalse(result.violates(), () -> "seed=" + seed + " " + result.verdict());
          tally.add(result);
        });
    System.out.println("ABD: " + tally);
    if (all()) {
      assertDidWork(tally);
    }
  }

  private static void assertDidWork(Tally tally) {
    assertTrue(tally.leastOperations >= Schedule.OPERATIONS, tally::toString);
    assertTrue(tally.leastOverlappingPercent >= 30, tally::toString);
    for (FaultKind kind : FaultKind.values()) {
      int with = tally.schedulesWith.getOrDefault(kind, 0);
      assertTrue(with * 10 >= tally.schedules, () -> kind + " fired too seldom: " + tally);
    }
    long succeeded = tally.outcomes.get(Outcome.OK);
    assertTrue(succeeded * 2 >= (long) tally.schedules * Schedule.OPERATIONS, tally::toString);
    assertTrue(tally.outcomes.get(Outcome.INFO) > tally.schedules, tally::toString);
    assertTrue(tally.failedWrites > tally.schedules, tally::toString);
  }

  /** Q21: the same seed gives the same history, to the nanosecond: a failure can be run again. */
  @Test
  void shouldGiveTheSameHistoryForTheSameSeed() {
    seeds(20)
        .forEach(seed -> {
          List<Operation> once = operations(seed);
          assertEquals(once, operations(seed), "seed=" + seed);
          assertNotEquals(once, operations(seed + 6), "seed=" + seed); // of the same options
        });
  }

  private static List<Operation> operations(long seed) {
    History history = Schedule.run(Setup.abd(), seed).history();
    return history.operations().toList();
  }

  /** X1: replicas that acknowledge what they have not synced forget it when power is lost. */
  @Test
  void shouldBreakLinearizabilityWhenReplicasForgetWhatTheyAcknowledged() {
    Setup forgetful = Setup.of(Setup.three()).acknowledgingAt(Variant.BUFFERED, Level.WRITTEN);
    assertViolated("amnesia", forgetful);
    assertEquals(0, violations(forgetful.without(FaultKind.POWER_CRASH)));
  }

  /** When R + W does not exceed N, reads miss acknowledged writes. */
  @Test
  void shouldBreakLinearizabilityWhenQuorumsDoNotMeet() {
    assertViolated("R=1 W=2", Setup.of(Setup.three(1, 2)));
    assertViolated("R=2 W=1", Setup.of(Setup.three(2, 1)));
  }

  /** A sloppy quorum acknowledges writes that a quorum of replicas has never seen. */
  @Test
  void shouldBreakLinearizabilityByASloppyQuorum() {
    RegisterOptions sloppy =
        Setup.three().withHandoff(Handoff.sloppy(Duration.ofMillis(3), Setup.THEBES));
    assertViolated("sloppy quorum", Setup.of(sloppy));
  }

  /** Last writer wins is linearizable only while clocks agree, although its reads write back. */
  @Test
  void shouldBreakLinearizabilityByLastWriterWinsOnlyWhenClocksDiffer() {
    RegisterOptions options = Setup.three();
    Setup lww =
        Setup.of(
            RegisterOptions.lww(options.replicas(), options.quorum(), ReadRepair.WRITE_BACK)
                .withTimeout(Setup.TIMEOUT));
    assertViolated("last writer wins", lww);
    assertEquals(0, violations(lww.without(FaultKind.CLOCK_JUMP)));
  }
}
