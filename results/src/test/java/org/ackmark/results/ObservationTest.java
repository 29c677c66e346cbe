package org.ackmark.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ObservationTest {
  private final ObservationBuilder builder = Samples.observation(Samples.group(), 0);

  @Test
  void shouldRefuseAnOkObservationWithoutFigures() {
    assertRefused("status ok without commits, metrics or durationNs", builder::ok);
  }

  @Test
  void shouldRefuseFiguresOfNoDuration() {
    builder.time(Samples.START, 0).cost(Samples.cost(10, 1));
    assertRefused("status ok without commits, metrics or durationNs", builder::ok);
  }

  @Test
  void shouldRefuseASkippedObservationWithFigures() {
    builder.cost(Samples.cost(10, 1));
    assertRefused("status skipped with figures", () -> builder.skipped("no O_DIRECT"));
  }

  @Test
  void shouldRefuseAFailureWithoutReason() {
    assertRefused("status failed with reason=null and skipped=null", () -> builder.failed(null));
  }

  @Test
  void shouldRefuseAMetricThatIsNotFinite() {
    builder.metric("responseP99Ns", Double.NaN);
    assertRefused("responseP99Ns=NaN, must be finite", () -> builder.failed("x"));
  }

  @Test
  void shouldRefuseAMetricWithAStrangeName() {
    builder.metric("response p99", 1);
    assertRefused("field name \"response p99\" is not lowerCamelCase", () -> builder.failed("x"));
  }

  @Test
  void shouldKeepAFailedObservationWithoutFigures() {
    assertEquals("disk full", builder.failed("disk full").why());
  }

  @Test
  void shouldRefuseWritersBelowOne() {
    assertRefused(
        "writers=0, must be at least 1", () -> Samples.point("group", Guarantee.POWER_LOSS, 0));
  }

  @Test
  void shouldRefuseCommitsOfZeroInsteadOfAZeroCost() {
    assertRefused("commits=0, must be at least 1", () -> Cost.of(0, 1_000, 0, 0, 0));
  }

  @Test
  void shouldDeriveRatiosFromCounts() {
    Cost cost = Cost.of(1_000, 2_000_000_000L, 100, 50, 288_000);
    assertEquals(new Cost(1_000L, 500.0, 0.1, 0.05, 288.0, null, null, null), cost);
  }

  @Test
  void shouldRefusePercentilesThatFall() {
    assertRefused(
        "p50Ns, p99Ns, p999Ns and maxNs must not fall", () -> new Latency(5L, 4L, 6L, 7L, null));
  }

  @Test
  void shouldRefuseAnAbsentPercentileThatIsNotExplained() {
    assertRefused(
        "a percentile is absent and percentilesSkipped too",
        () -> new Latency(5L, 6L, null, 7L, null));
  }

  @Test
  void shouldRefuseAProbePointThatIsNeitherMeasuredNorSkipped() {
    assertRefused(
        "exactly one of opsPerSecond and skipped must be present",
        () -> new ProbePoint("fsync", 4096, 1, null, null, null, null, null, null));
  }

  @Test
  void shouldRefuseParametersThatAreNotScalar() {
    assertRefused(
        "sizes=[1], must be text, a number, true or false",
        () -> Parameters.of(Map.of("sizes", List.of(1))));
  }

  @Test
  void shouldHoldWholeNumbersAlikeHoweverTheyCame() {
    assertEquals(Parameters.of(Map.of("n", 5)), Parameters.of(Map.of("n", 5L)));
  }

  @Test
  void shouldNotChangeWithTheListsItWasMadeOf() {
    List<String> command = new ArrayList<>(List.of("ackmark"));
    Run run = Samples.run();
    Run copy = Run.started("id", 1, "0", "quick", run.profile(), 1, command, null, Samples.START);
    command.add("run");
    assertEquals(List.of("ackmark"), copy.command());
  }

  private static void assertRefused(String message, Executable executable) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, executable).getMessage());
  }
}
