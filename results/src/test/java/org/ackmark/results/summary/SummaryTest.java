package org.ackmark.results.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.Status;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final Point GROUP = Samples.group();

  @Test
  void shouldNotLetOneOddBlockMoveTheFigures() {
    Summary summary =
        only(
            Samples.ok(GROUP, 0, 1_000, 100),
            Samples.ok(GROUP, 1, 90_000, 5),
            Samples.ok(GROUP, 2, 1_100, 90));
    assertEquals(1_100, summary.cost().commitsPerSecond());
    assertEquals(90, summary.latency().p50Ns());
    assertEquals(1_000, summary.latency().maxNs(), "the greatest of all blocks");
    assertEquals(184_200, summary.cost().commits(), "the total of all blocks");
  }

  @Test
  void shouldTakeTheMeanOfTheTwoInTheMiddle() {
    Summary summary = only(Samples.ok(GROUP, 0, 1_000, 100), Samples.ok(GROUP, 1, 2_000, 201));
    assertEquals(1_500, summary.cost().commitsPerSecond());
    assertEquals(151, summary.latency().p50Ns());
  }

  @Test
  void shouldLeaveOutADisturbedBlockAndSaySo() {
    Summary summary =
        only(
            Samples.ok(GROUP, 0, 1_000, 100),
            Samples.observation(GROUP, 1).cost(Samples.cost(9, 1)).disturbed("probe rose"));
    assertEquals(1_000, summary.cost().commitsPerSecond());
    assertEquals(1, summary.used());
    assertEquals(Status.DISTURBED, summary.worst());
    assertEquals(List.of("probe rose"), summary.reasons());
    assertFalse(summary.doubtful());
  }

  @Test
  void shouldShowDisturbedBlocksIfThereAreNoOthersAndSaySo() {
    Summary summary =
        only(
            Samples.observation(GROUP, 1)
                .cost(Samples.cost(9, 1))
                .latency(Samples.latency(7))
                .disturbed("probe rose"));
    assertEquals(9, summary.cost().commitsPerSecond());
    assertTrue(summary.doubtful());
  }

  @Test
  void shouldNotCallDisturbedFiguresSoundBecauseAnotherBlockFailed() {
    Summary summary =
        only(
            Samples.observation(GROUP, 0).cost(Samples.cost(9, 1)).disturbed("probe rose"),
            Samples.observation(GROUP, 1).failed("disk full"));
    assertTrue(summary.doubtful());
    assertEquals(1, summary.used());
    assertEquals(Status.FAILED, summary.worst());
  }

  @Test
  void shouldNeverUseFiguresOfAFailure() {
    Summary summary =
        only(Samples.observation(GROUP, 1).cost(Samples.cost(9, 1)).failed("disk full"));
    assertFalse(summary.measured());
    assertNull(summary.cost().commitsPerSecond());
    assertEquals(Status.FAILED, summary.worst());
  }

  @Test
  void shouldNotTakeAPercentileFromSomeOfTheBlocksOnly() {
    Latency partial = new Latency(5L, 6L, null, 7L, "500 values; p99.9 needs 10,000");
    Summary summary =
        only(
            Samples.ok(GROUP, 0, 1_000, 100),
            Samples.observation(GROUP, 1).cost(Samples.cost(9, 1)).latency(partial).ok());
    assertNull(summary.latency().p999Ns());
    assertEquals("500 values; p99.9 needs 10,000", summary.latency().percentilesSkipped());
  }

  @Test
  void shouldNotBringDifferentPointsOrArmsTogether() {
    Point other = GROUP.with(Parameters.of(Map.of("replicas", 3)));
    List<Summary> summaries =
        Summary.of(
            List.of(
                Samples.ok(GROUP, 0, 1_000, 100),
                Samples.ok(other, 0, 1_000, 100),
                Samples.observation(GROUP, 0).arm("base").cost(Samples.cost(9, 1)).ok(),
                Samples.ok(GROUP, 1, 1_000, 100)));
    assertEquals(List.of(2, 1, 1), summaries.stream().map(Summary::observations).toList());
  }

  @Test
  void shouldSummariseMetricsThatEveryBlockHas() {
    Summary summary =
        only(
            Samples.observation(GROUP, 0).metric("recoverySeconds", 2).metric("odd", 1).ok(),
            Samples.observation(GROUP, 1).metric("recoverySeconds", 4).ok());
    assertEquals(Map.of("recoverySeconds", 3.0), summary.metrics());
  }

  private static Summary only(Observation... observations) {
    List<Summary> summaries = Summary.of(List.of(observations));
    assertEquals(1, summaries.size());
    return summaries.getFirst();
  }
}
