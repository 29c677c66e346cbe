package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.ackmark.results.Metric;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileReaderTest {
  /** The example of the package's documentation. */
  private static final String EXAMPLE =
      """
      description: Does holding groups open pay on this disk?
      extends: quick
      blocks: 12
      observation: {time: 3s, bytes: 128MiB}
      variants:
        - group
        - {variant: group, label: group-200us, group: {maxDelay: 200us}}
        - {variant: async, primaryMetric: p99Ns, async: {interval: 5ms}}
      workloads:
        - {benchmark: commit, threadKind: [platform, virtual], writers: [8, 64], recordBytes: 1KiB}
      """;

  @TempDir Path directory;

  @Test
  void layerKeepsWhatItLeavesOut() throws IOException {
    Profile profile = read(EXAMPLE);
    assertEquals("example", profile.name());
    assertEquals(12, profile.blocks());
    assertEquals(OptionalLong.empty(), profile.seed());
    assertEquals(new Limits(3_000_000_000L, 128L << 20, 1_500_000_000L), profile.limits());
    assertEquals(16L << 20, setup(profile, "group").options().segmentBytes());
  }

  @Test
  void listReplacesTheListBelow() throws IOException {
    Profile profile = read(EXAMPLE);
    assertEquals(
        List.of("group", "group-200us", "async"),
        profile.variants().stream().map(VariantSetup::label).toList());
    assertEquals(12, profile.points().size());
  }

  @Test
  void knobOfOneEntryLeavesTheOthersAlone() throws IOException {
    Profile profile = read(EXAMPLE);
    WalOptions defaults = WalOptions.of(Variant.GROUP);
    assertEquals(defaults.groupDelayNs(), setup(profile, "group").options().groupDelayNs());
    assertEquals(200_000, setup(profile, "group-200us").options().groupDelayNs());
    assertEquals(5_000_000, setup(profile, "async").options().intervalNs());
    assertEquals(Metric.P99_NS, setup(profile, "async").primaryMetric());
  }

  @Test
  void overrideGoesBeforeAVariantsOwnEntry() throws IOException {
    Path file = write(EXAMPLE);
    Profile profile =
        ProfileReader.read(
            file.toString(),
            List.of(
                "group.maxDelay=50us", "primaryMetric=p999Ns", "blocks=1", "blocks=2", "seed=7"));
    assertEquals(50_000, setup(profile, "group").options().groupDelayNs());
    assertEquals(50_000, setup(profile, "group-200us").options().groupDelayNs());
    assertEquals(Metric.P999_NS, setup(profile, "async").primaryMetric());
    assertEquals(2, profile.blocks());
    assertEquals(OptionalLong.of(7), profile.seed());
  }

  @Test
  void overrideOfAWorkloadReachesThoseThatReadIt() {
    Profile full =
        ProfileReader.read(
            "full", List.of("workloads.keys=10,20", "variants=group", "log.preallocation=sparse"));
    full.workloads().stream()
        .filter(workload -> workload.benchmark().reads("keys"))
        .forEach(workload -> assertEquals(List.of(10, 20), workload.keys()));
    assertEquals(Preallocation.SPARSE, setup(full, "group").options().preallocation());
    assertTrue(full.points().stream().anyMatch(point -> point.keys() == 20));
  }

  @Test
  void baseIsFoundBesideTheFileThatExtendsIt() throws IOException {
    Path below = Files.createDirectory(directory.resolve("below"));
    Files.writeString(directory.resolve("base.yml"), "extends: gate\nblocks: 5\n");
    Path file = Files.writeString(below.resolve("top.yaml"), "extends: ../base.yml\n");
    Profile profile = ProfileReader.read(file.toString());
    assertEquals(5, profile.blocks());
    assertEquals(4, profile.variants().size());
  }

  @Test
  void workloadKeepsOnlyVariantsThatTheProfileHas() throws IOException {
    Profile profile = read("extends: smoke\nvariants: [sync, group]\n");
    assertEquals(
        List.of("sync_commit_platform-1_1KiB", "group_commit_platform-8_1KiB"),
        profile.points().stream().map(Point::id).toList());
  }

  @Test
  void filterKeepsEveryLabelOfAVariant() throws IOException {
    Profile profile = read(EXAMPLE);
    assertEquals(8, profile.onlyVariants(List.of("group")).points().size());
    assertEquals(4, profile.onlyVariants(List.of("group-200us")).points().size());
    assertEquals(12, profile.onlyVariants(List.of()).points().size());
    assertEquals(1, ProfileReader.read("smoke").onlyVariants(List.of("sync")).workloads().size());
  }

  @Test
  void resolvedTreeHoldsDefaultsWithTheirUnits() throws IOException {
    Map<String, Object> tree = read(EXAMPLE).withSeed(42).resolvedTree();
    assertEquals(42L, tree.get("seed"));
    assertEquals(
        Map.of("timeNs", 3_000_000_000L, "bytes", 128L << 20, "warmUpNs", 1_500_000_000L),
        tree.get("observation"));
    Map<?, ?> group = (Map<?, ?>) ((List<?>) tree.get("variants")).get(1);
    assertEquals("group-200us", group.get("label"));
    assertEquals("group", group.get("variant"));
    assertEquals("POWER_LOSS", group.get("guarantee"));
    assertEquals(
        Map.of("maxDelayNs", 200_000L, "siblings", 5, "maxBytes", 4 << 20), group.get("group"));
    assertFalse(group.containsKey("async"));
    Map<?, ?> workload = (Map<?, ?>) ((List<?>) tree.get("workloads")).getFirst();
    assertEquals(List.of("platform", "virtual"), workload.get("threadKind"));
    assertEquals(List.of(1024L), workload.get("recordBytes"));
    assertEquals(List.of(0L), workload.get("backgroundBytesPerSecond"));
    assertFalse(workload.containsKey("keys"));
  }

  @Test
  void idHoldsEveryParameterThatTheBenchmarkReads() throws IOException {
    Profile profile =
        read(
            """
            variants: [group]
            workloads:
              - {benchmark: commit, backgroundWriter: [off, 32MiB/s]}
              - {benchmark: store-mix, keys: 1000, getPercent: 90, recordBytes: 100B}
              - {benchmark: recovery, logBytes: 1GiB}
              - {benchmark: snapshot}
            """);
    assertEquals(
        List.of(
            "group_commit_platform-1_1KiB",
            "group_commit_platform-1_1KiB_background-32MiB",
            "group_store-mix_platform-1_100B_keys-1000_get-90",
            "group_recovery_1KiB_log-1GiB",
            "group_snapshot_1KiB_keys-100000"),
        profile.points().stream().map(Point::id).toList());
    assertEquals(
        Map.of("recordBytes", 1024L, "logBytes", 1L << 30), profile.points().get(3).parameters());
  }

  private static VariantSetup setup(Profile profile, String label) {
    return profile.variants().stream()
        .filter(setup -> setup.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  private Profile read(String text) throws IOException {
    return ProfileReader.read(write(text).toString());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("example.yaml"), text);
  }
}
