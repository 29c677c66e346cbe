package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class EstimateTest {
  private static final CostModel COST =
      new CostModel(1_000_000_000L, 500_000_000L, 64L << 20, 3_000_000_000L, 1_000_000);

  @Test
  void countsWhatComesBeforeAndAfterTheMeasuredTime() {
    Estimate estimate = estimate("log.preallocation=recycled");
    // start 1 s + fill 48 MiB at 64 MiB/s + warm-up 1.5 s + 1 s + settle 0.5 s, and two probes
    assertEquals(4_750_000_000L + 2 * 3_000_000_000L, estimate.timeNs());
    // 256 MiB, a quarter of it to warm up, three segments, and two probes
    assertEquals((320L << 20) + (48L << 20) + 2_000_000, estimate.maxBytes());
  }

  @Test
  void countsNoFillingWhereSegmentsGrow() {
    Estimate estimate = estimate("log.preallocation=append");
    assertEquals(4_000_000_000L + 2 * 3_000_000_000L, estimate.timeNs());
    assertEquals((320L << 20) + 2_000_000, estimate.maxBytes());
  }

  @Test
  void countsTheBackgroundWriter() {
    assertEquals(
        (long) (2.5 * (32L << 20)),
        estimate("workloads.backgroundWriter=32MiB/s").maxBytes()
            - estimate("workloads.backgroundWriter=off").maxBytes());
  }

  @Test
  void countsNoBytesOfALogWithoutFiles() {
    assertEquals(2_000_000, estimate("memory", List.of("blocks=1")).maxBytes());
  }

  @Test
  void saysItInOneLine() {
    assertEquals(
        "1 observation, about 11 s, at most 0.4 GB written", estimate("blocks=1").summary());
    assertEquals(
        "2 observations, about 1 h 0 min, at most 1.0 GB written",
        new Estimate(estimate("blocks=2").schedule(), 3_620_000_000_000L, 1_000_000_000).summary());
  }

  private static Estimate estimate(String override) {
    return estimate("sync", List.of("blocks=1", override));
  }

  private static Estimate estimate(String variant, List<String> overrides) {
    Profile quick = ProfileReader.read("quick", overrides).onlyVariants(List.of(variant));
    Profile one =
        new Profile(
            quick.name(),
            quick.description(),
            quick.blocks(),
            quick.seed(),
            quick.limits(),
            quick.variants(),
            quick.workloads().subList(0, 1));
    return Estimate.of(one, Schedule.of(one, 1), COST);
  }
}
