package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EmbeddedProfileTest {

  static List<String> names() {
    return ProfileReader.embedded();
  }

  @ParameterizedTest
  @MethodSource("names")
  void resolvesToTextsAndNumbersOnly(String name) {
    Profile profile = ProfileReader.read(name);
    assertEquals(name, profile.name());
    assertTrue(!profile.description().isEmpty());
    assertJson(profile.resolvedTree());
  }

  @ParameterizedTest
  @MethodSource("names")
  void namesEachPointOnce(String name) {
    List<Point> points = ProfileReader.read(name).points();
    Map<String, Point> byId =
        points.stream().collect(Collectors.toMap(Point::id, Function.identity()));
    assertEquals(points.size(), byId.size());
    assertTrue(byId.keySet().stream().allMatch(id -> id.matches("[A-Za-z0-9._-]{1,150}")));
  }

  /** The stated time, within a quarter, and the stated bytes, both of one run. */
  @ParameterizedTest
  @CsvSource({
    "smoke, 14, 45, 3",
    "quick, 32, 150, 12",
    "quorum, 27, 145, 15",
    "quorum-ratis, 16, 536, 9",
    "gate, 48, 270, 28",
    "standard, 672, 4500, 150",
    "full, 1476, 9400, 350"
  })
  void takesTheTimeAndTheBytesThatItStates(String name, int observations, int seconds, int gb) {
    Estimate estimate = estimate(name);
    assertEquals(observations, estimate.schedule().observations().size());
    assertEquals(seconds, estimate.timeNs() / 1e9, seconds / 4.0, estimate.summary());
    assertTrue(estimate.maxBytes() <= gb * 1e9, estimate.summary());
    assertTrue(estimate.maxBytes() >= gb * 0.5e9, estimate.summary());
  }

  @Test
  void smokeFitsIntoAMinute() {
    assertTrue(estimate("smoke").timeNs() <= 60e9, estimate("smoke").summary());
  }

  @Test
  void quickFitsIntoTwoAndAHalfMinutes() {
    assertTrue(estimate("quick").timeNs() <= 150e9, estimate("quick").summary());
  }

  @Test
  void quorumFitsIntoThreeMinutesAndCoversEveryWriteQuorumAndLevel() {
    assertTrue(estimate("quorum").timeNs() <= 165e9, estimate("quorum").summary());
    List<Quorum> quorums =
        ProfileReader.read("quorum").points().stream()
            .map(point -> point.replication().orElseThrow().quorum())
            .toList();
    for (int n : List.of(1, 3, 5)) {
      for (int w = 1; w <= n; w++) {
        for (Level level : Level.values()) {
          assertTrue(quorums.contains(new Quorum(n, n - w + 1, w, level)), "n=" + n + " w=" + w);
        }
      }
    }
  }

  @Test
  void quorumOfRatisCoversEverySyncAndClaimsNoVariantForIt() {
    Profile profile = ProfileReader.read("quorum-ratis");
    assertTrue(estimate("quorum-ratis").timeNs() <= 600e9, estimate("quorum-ratis").summary());
    List<Point> ratis = profile.points().stream().filter(p -> p.variant().isRatis()).toList();
    assertEquals(3 + 2 * RatisSync.values().length + RatisReads.values().length, ratis.size());
    assertTrue(ratis.stream().allMatch(p -> p.id().matches("ratis_store-(put|get)_virtual-64_.*")));
    assertTrue(ratis.stream().allMatch(p -> p.replication().orElseThrow().onRatis()));
    assertEquals(3, profile.onlyVariants(List.of("group")).points().size());
    assertEquals(ratis, profile.onlyVariants(List.of("ratis")).points());
  }

  @Test
  void threeArmsOfTheGateFitIntoAQuarterOfAnHour() {
    assertTrue(3 * estimate("gate").timeNs() <= 15 * 60e9, estimate("gate").summary());
  }

  @Test
  void smokeRunsEveryVariantOnceInEveryWayToWait() {
    List<Point> points = ProfileReader.read("smoke").points();
    assertEquals(
        Arrays.stream(Variant.values()).toList(),
        points.stream().map(point -> point.variant().variant()).sorted().toList());
    assertEquals(
        List.of(ThreadKind.values()),
        points.stream().map(Point::threadKind).distinct().sorted().toList());
  }

  @Test
  void quickComparesEightVariantsAtTwoLoads() {
    List<String> ids = ProfileReader.read("quick").points().stream().map(Point::id).toList();
    assertEquals(16, ids.size());
    assertTrue(ids.contains("memory_commit_platform-1_1KiB"), ids.toString());
    assertTrue(ids.contains("mmap-group_commit_callbacks-64_1KiB"), ids.toString());
  }

  @Test
  void fullContainsStandard() {
    List<String> full = ProfileReader.read("full").points().stream().map(Point::id).toList();
    List<String> standard =
        ProfileReader.read("standard").points().stream().map(Point::id).toList();
    assertEquals(56, standard.size());
    assertTrue(full.containsAll(standard));
  }

  @Test
  void fullRunsEveryBenchmarkThreadKindAndABackgroundWriter() {
    List<Point> points = ProfileReader.read("full").points();
    assertEquals(
        List.of(Benchmark.values()),
        points.stream().map(Point::benchmark).distinct().sorted().toList());
    assertEquals(
        List.of(ThreadKind.values()),
        points.stream().map(Point::threadKind).distinct().sorted().toList());
    assertEquals(
        List.of(0L, 32L << 20),
        points.stream().map(Point::backgroundBytesPerSecond).distinct().sorted().toList());
  }

  @Test
  void gateDeclaresWhatItJudgesEachVariantBy() {
    assertEquals(
        List.of("commitsPerSecond", "commitsPerSecond", "commitsPerSecond", "p50Ns"),
        ProfileReader.read("gate").variants().stream()
            .map(variant -> variant.primaryMetric().label())
            .toList());
  }

  private static Estimate estimate(String name) {
    Profile profile = ProfileReader.read(name);
    return Estimate.of(profile, Schedule.of(profile, 1), CostModel.TYPICAL);
  }

  private static void assertJson(Object value) {
    switch (value) {
      case Map<?, ?> map -> {
        map.keySet().forEach(key -> assertTrue(key instanceof String, "key " + key));
        map.values().forEach(EmbeddedProfileTest::assertJson);
      }
      case List<?> list -> list.forEach(EmbeddedProfileTest::assertJson);
      case String text -> assertTrue(!text.isEmpty());
      case Number number -> assertTrue(number.longValue() >= 0, "negative " + number);
      default -> throw new AssertionError("not JSON: " + value.getClass());
    }
  }
}
