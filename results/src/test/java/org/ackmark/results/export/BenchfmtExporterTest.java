package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ackmark.results.Observation;
import org.ackmark.results.Samples;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.export.BenchfmtReader.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchfmtExporterTest {
  @Test
  void shouldWriteOneLineForEachObservation() {
    List<Result> results = read(ExportSamples.run(12)).results;
    assertEquals(12 * 5, results.size());
    Result first = results.getFirst();
    assertEquals("Commit", first.base());
    assertEquals(
        Map.of(
            "variant", "group",
            "guarantee", "power-loss",
            "writers", "64",
            "threads", "callbacks",
            "bytes", "256"),
        first.name());
    assertEquals(80_000, first.iterations());
    assertEquals(25_000.0, first.values().get("ns/op"));
    assertEquals(40_000.0, first.values().get("commits/s"));
    assertEquals(1_200_000.0, first.values().get("p50-ns/op"));
    assertEquals(1.0, first.values().get("syncs/op"));
    assertEquals(288.0, first.values().get("log-B/op"));
  }

  /** {@code benchstat -col /variant} takes the variant out of the names: the rest must agree. */
  @Test
  void shouldNameVariantsOfOneGuaranteeAlikeButForTheVariant() {
    Observation group = Samples.ok(ExportSamples.GROUP, 0, 40_000, 1_000_000);
    Observation direct =
        Samples.ok(
            Samples.point("group-direct", ExportSamples.GROUP.guarantee(), 64), 0, 30_000, 900_000);
    Set<Map<String, String>> rows =
        read(ExportSamples.run("r", 0, List.of(group, direct))).results.stream()
            .map(Result::name)
            .peek(name -> name.remove("variant"))
            .collect(Collectors.toSet());
    assertEquals(1, rows.size());
  }

  @Test
  void shouldDeclareWhichWayEachUnitIsBetter() {
    BenchfmtReader file = read(ExportSamples.run(2));
    assertEquals("higher", file.better.get("commits/s"));
    assertEquals("lower", file.better.get("p99-ns/op"));
    assertEquals("lower", file.better.get("syncs/op"));
    for (Result result : file.results) {
      for (String unit : result.values().keySet()) {
        assertTrue(unit.equals("ns/op") || file.better.containsKey(unit), unit);
      }
    }
  }

  @Test
  void shouldWriteWorkThatIsDoneOnceAsOneIteration() {
    Result recovery = read(ExportSamples.run(1)).results.getLast();
    assertEquals("Recovery", recovery.base());
    assertEquals(1, recovery.iterations());
    assertEquals(2e9, recovery.values().get("ns/op"));
    assertEquals(1.3e8, recovery.values().get("bytes/s"));
  }

  @Test
  void shouldCountOperationsWhereNothingIsCommitted() {
    Observation appends =
        Samples.observation(ExportSamples.GROUP, 0).metric("appendsPerSecond", 1_000.0).ok();
    Result result = read(ExportSamples.run("r", 0, List.of(appends))).results.getFirst();
    assertEquals(2_000, result.iterations());
    assertEquals(1e6, result.values().get("ns/op"));
  }

  @Test
  void shouldDescribeTheMachineWithoutNamingIt() {
    Map<String, String> config = read(ExportSamples.run(1)).results.getFirst().config();
    assertEquals("EPYC 7443P, 48 threads", config.get("cpu"));
    assertEquals("Linux 6.18.44", config.get("kernel"));
    assertEquals("ext4 rw,relatime", config.get("fs"));
    assertEquals("disk SAMSUNG MZQL2960 960197124096 bytes", config.get("disk"));
    String text = ExportSamples.text(new BenchfmtExporter(), ExportSamples.run(1));
    for (String secret : List.of("corp.example", "/opt", "/mnt", "S64FNE0R", "nvme0n1")) {
      assertFalse(text.contains(secret), secret);
    }
  }

  /** benchstat shows results of different configurations in tables apart. */
  @Test
  void shouldConfigureAlikeWhatDiffersInCommitAndTimeOnly() {
    BenchfmtReader file =
        read(
            ExportSamples.run("base", 0, ExportSamples.blocks(1)),
            ExportSamples.run("candidate", 3, ExportSamples.blocks(1)));
    assertEquals(1, file.results.stream().map(Result::config).distinct().count());
    assertEquals(10, file.results.size());
  }

  @Test
  void shouldTakeBackWhatTheNextRunDoesNotKnow() {
    ExportedRun known = ExportSamples.run(1);
    ExportedRun bare = new ExportedRun(known.run(), unknownDevices(), null, known.observations());
    BenchfmtReader file = read(known, bare);
    assertTrue(file.results.getFirst().config().containsKey("disk"));
    assertFalse(file.results.getLast().config().containsKey("disk"));
    assertFalse(file.results.getLast().config().containsKey("virtualization"));
    assertEquals("a b c, 2 threads", file.results.getLast().config().get("cpu"));
  }

  /** The guard itself: lines that benchfmt's reader would refuse, or skip without a word. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "BenchmarkCommit/variant=a b 1 2 ns/op\n",
        "BenchmarkCommit/variant=a-64 1 2 ns/op\n",
        "BenchmarkCommit/variant=a 1.5 2 ns/op\n",
        "BenchmarkCommit/variant=a 1 NaN ns/op\n",
        "BenchmarkCommit/variant=a 1 2\n",
        "BenchmarkCommit/variant=a 1 2 ns/op",
        "writeCache: back\n",
        "Unit commits/s better=more\n",
        "Unit a better=lower\nUnit a better=higher\n",
      })
  void shouldBeReadByAReaderThatRefuses(String text) {
    assertThrows(IllegalArgumentException.class, () -> new BenchfmtReader(text));
  }

  @Test
  void shouldRefuseNoRun() {
    assertThrows(IllegalArgumentException.class, () -> new BenchfmtExporter().export(List.of()));
  }

  private static Environment unknownDevices() {
    return Environment.of(
        Instant.EPOCH,
        null,
        new Cpu("a\nb\t c", "x86_64", null, null, 2, null, null, null),
        new Kernel("Linux", "6.1", null, null, null, null),
        new Jdk("V", "25", null, null, List.of(), false),
        new Memory(1, null),
        null,
        List.of(),
        List.of(),
        null);
  }

  private static BenchfmtReader read(ExportedRun... runs) {
    return new BenchfmtReader(ExportSamples.text(new BenchfmtExporter(), runs));
  }
}
