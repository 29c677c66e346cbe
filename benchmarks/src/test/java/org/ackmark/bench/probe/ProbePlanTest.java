package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ProbePlanTest {

  @Test
  void shouldTakeAboutTwentySecondsForEveryMethodAndSize() {
    ProbePlan plan = ProbePlan.standard();
    assertEquals(10 * 7 + 6, plan.settings().size());
    assertEquals(20.0, plan.durationNs() / 1e9, 0.1);
    assertTrue(plan.writtenBytes() < 5L << 30, "bytes: " + plan.writtenBytes());
    assertTrue(plan.occupiedBytes() < 1L << 30, "bytes: " + plan.occupiedBytes());
    assertEquals(
        List.of(1, 4, 16, 64),
        plan.settings().stream().map(Setting::queueDepth).distinct().sorted().toList());
  }

  @Test
  void shouldTakeAFewSecondsForTheSizesAsked() {
    ProbePlan plan = ProbePlan.quick(List.of(1024, 8192));
    assertEquals(3.0, plan.durationNs() / 1e9, 0.1);
    assertEquals(
        "[direct-dsync, fdatasync, mmap-msync]",
        plan.settings().stream()
            .map(s -> s.method().label())
            .distinct()
            .sorted()
            .collect(Collectors.toList())
            .toString());
  }

  @Test
  void shouldStretchToTheTimeAsked() {
    assertEquals(
        60.0, ProbePlan.quick(List.of(512)).lasting(60_000_000_000L).durationNs() / 1e9, 0.1);
  }

  @Test
  void shouldRefuseASizeThatTheFileCannotHold() {
    assertThrows(IllegalArgumentException.class, () -> ProbePlan.quick(List.of(128 << 20)));
    assertThrows(IllegalArgumentException.class, () -> ProbePlan.quick(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Setting(ProbeMethod.FSYNC, 0, 1));
  }
}
