package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Protocols that differ from the correct one in one thing, on the same seeds: each is caught, so
 * the schedules would catch that error in the real one.
 */
class MutantTest {
  private static final int SEEDS = 120;

  /** What is wrong. */
  enum Mutant {
    NO_WRITE_BACK,
    WRITE_BACK_ELIDED_WHEN_ONE_FEWER_HOLDS_IT,
    WRITE_BACK_NOT_AWAITED,
    WRITES_WAIT_FOR_ONE_FEWER,
    READS_ASK_ONE_FEWER,
    TAGS_ASKED_OF_ONE_FEWER,
    TAGS_NOT_ASKED_FOR,
    TAG_REUSED_BY_CONCURRENT_WRITES,
    INCARNATION_NOT_PERSISTED,
    WRITERS_SHARE_A_NUMBER,
    DUPLICATE_ANSWERS_COUNT_TWICE,
    TIMEOUT_RECORDED_AS_FAILURE,
    REPLICA_ADOPTS_OLDER_TAGS,
    REPLICA_COMPARES_BEFORE_IT_WRITES,
    REPLICA_ACKNOWLEDGES_BEFORE_ITS_STORE,
    REPLICA_ACKNOWLEDGES_WHAT_IS_WRITTEN
  }

  private static Setup setup(Mutant mutant) {
    Setup abd = Setup.of(Setup.three());
    return switch (mutant) {
      case NO_WRITE_BACK -> repairing(abd, means -> new NoRepair());
      case WRITE_BACK_ELIDED_WHEN_ONE_FEWER_HOLDS_IT ->
          repairing(abd, means -> AwaitedRepair.ofAnyReplica(means, 1));
      case WRITE_BACK_NOT_AWAITED -> repairing(abd, UnawaitedRepair::new);
      case WRITES_WAIT_FOR_ONE_FEWER -> Setup.of(Setup.three(2, 1));
      case READS_ASK_ONE_FEWER -> tagging(Setup.of(Setup.three(1, 2)), MutantTest::byMajority);
      case TAGS_ASKED_OF_ONE_FEWER ->
          tagging(abd, (means, guard) -> Tagging.byQuery(means, guard, 1));
      case TAGS_NOT_ASKED_FOR -> tagging(abd, (means, guard) -> byCounting(guard));
      case TAG_REUSED_BY_CONCURRENT_WRITES -> abd.coordinating(MutantTest::reusing);
      case INCARNATION_NOT_PERSISTED ->
          abd.coordinating((means, incarnation) -> correct(means, means.self().number(), 1));
      case WRITERS_SHARE_A_NUMBER -> abd.coordinating((means, incarnation) -> correct(means, 0, 1));
      case DUPLICATE_ANSWERS_COUNT_TWICE -> abd.coordinating(MutantTest::countingTwice);
      case TIMEOUT_RECORDED_AS_FAILURE -> abd.definitely(failure -> true);
      case REPLICA_ADOPTS_OLDER_TAGS -> abd.serving(store -> new NaiveReplica(store, false));
      case REPLICA_COMPARES_BEFORE_IT_WRITES -> abd.serving(store -> new NaiveReplica(store, true));
      case REPLICA_ACKNOWLEDGES_BEFORE_ITS_STORE ->
          abd.serving(store -> new RegisterReplica(new HastyStore(store)));
      case REPLICA_ACKNOWLEDGES_WHAT_IS_WRITTEN ->
          abd.acknowledgingAt(Variant.BUFFERED, Level.WRITTEN);
    };
  }

  private static RegisterStore correct(Means means, int writer, int incarnation) {
    return new RegisterStore(
        means, Tagging.of(means, new TagGuard(writer, incarnation)), Repair.of(means));
  }

  @FunctionalInterface
  private interface Repairing {
    Repair of(Means means);
  }

  private static Setup repairing(Setup setup, Repairing repairing) {
    return setup.coordinating((means, incarnation) ->
        new RegisterStore(
            means,
            Tagging.of(means, new TagGuard(means.self().number(), incarnation)),
            repairing.of(means)));
  }

  @FunctionalInterface
  private interface TaggingOf {
    Tagging of(Means means, TagGuard guard);
  }

  private static Setup tagging(Setup setup, TaggingOf tagging) {
    return setup.coordinating((means, incarnation) ->
        new RegisterStore(
            means,
            tagging.of(means, new TagGuard(means.self().number(), incarnation)),
            Repair.of(means)));
  }

  private static Tagging byMajority(Means means, TagGuard guard) {
    return Tagging.byQuery(means, guard, 2);
  }

  private static Tagging byCounting(TagGuard guard) {
    return (key, deadlineNs) -> CompletableFuture.completedStage(guard.above(Tag.NONE));
  }

  /** The next tag above what replicas hold, whoever else of this coordinator takes the same. */
  private static RegisterStore reusing(Means means, int incarnation) {
    Tagging tagging =
        (key, deadlineNs) ->
            Tagging.byQuery(means, new TagGuard(means.self().number(), incarnation), 2)
                .next(key, deadlineNs);
    return new RegisterStore(means, tagging, Repair.of(means));
  }

  private static RegisterStore countingTwice(Means means, int incarnation) {
    Means careless =
        new Means(
            means.self(), means.options(), new CountingDuplicates(means.network()), means.timer());
    return correct(careless, means.self().number(), incarnation);
  }

  @Test
  void shouldFindNothingWrongWithTheCorrectProtocolOnTheSameSeeds() {
    Setup correct = Setup.of(Setup.three());
    assertEquals(
        0,
        LongStream.rangeClosed(1, SEEDS)
            .filter(seed -> Schedule.run(correct, seed).violates())
            .count());
  }

  @ParameterizedTest
  @EnumSource(Mutant.class)
  void shouldBeCaught(Mutant mutant) {
    Setup setup = setup(mutant);
    long caughtBy =
        LongStream.rangeClosed(1, SEEDS)
            .filter(seed -> Schedule.run(setup, seed).violates())
            .findFirst()
            .orElse(0);
    System.out.println(mutant + " caught by seed=" + caughtBy);
    assertTrue(caughtBy > 0, mutant + " survived " + SEEDS + " schedules");
  }
}
