package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "jmh,      '[ [ 40000.0 ], [ 40050.0 ] ]'",
    "benchfmt, ' 40050.0 commits/s'",
    "bmf,      '\"value\": 40025.0'",
    "otava,    ',40025.0,'",
  })
  void shouldWriteToStandardOutputAndNothingElseThere(String format, String figure) {
    Invocation invocation = Invocation.of("export", sound("run").path(), "--to", format);
    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    assertEquals("", invocation.err());
    assertTrue(invocation.out().contains(figure), invocation.out());
    assertTrue(invocation.out().endsWith("\n"));
  }

  @Test
  void shouldWriteToAFileOrIntoAFolder() throws IOException {
    String run = sound("run").path();
    Path file = folder.resolve("results.json");
    assertOk(Invocation.of("export", run, "--to", "bmf", "--out", file.toString()));
    assertTrue(Files.readString(file).contains("\"throughput\""));
    assertOk(Invocation.of("export", run, "--to", "bmf", "--out", folder.toString()));
    assertEquals(Files.readString(file), Files.readString(folder.resolve("bmf.json")));
  }

  @Test
  void shouldMakeAFolderForTheTwoFilesOfTheAction() throws IOException {
    Path out = folder.resolve("a/b");
    assertOk(Invocation.of("export", sound("run").path(), "--to", "gha", "--out", out.toString()));
    assertTrue(Files.readString(out.resolve("customBiggerIsBetter.json")).contains("commits/s"));
    assertTrue(Files.readString(out.resolve("customSmallerIsBetter.json")).contains("p99Ns"));
  }

  @Test
  void shouldJoinSeveralRunsWhereTheFormatCan() {
    Invocation otava =
        Invocation.of("export", sound("a").path(), sound("b").path(), "--to", "otava");
    assertOk(otava);
    assertEquals(3, otava.out().lines().count());
  }

  @Test
  void shouldLeaveOutWhatIsDoubtfulAndSaySo() {
    RecordedRun run =
        RecordedRun.at(folder.resolve("run"))
            .with(
                RecordedRun.measured(null, 0).ok(),
                RecordedRun.measured(null, 1).ok(),
                RecordedRun.measured(null, 2).disturbed("the probe moved"),
                RecordedRun.failed(3));
    Invocation sound = Invocation.of("export", run.path(), "--to", "benchfmt");
    assertEquals(2, benchmarks(sound));
    assertEquals("run: left out 1 disturbed, 1 failed (see --include-doubtful)\n", sound.err());
    Invocation all = Invocation.of("export", run.path(), "--to", "benchfmt", "--include-doubtful");
    assertEquals(3, benchmarks(all));
    assertEquals("run: left out 1 failed\n", all.err());
  }

  @Test
  void shouldConcludeNothingFromDoubtfulObservationsOnly() throws IOException {
    RecordedRun run =
        RecordedRun.at(folder.resolve("run"))
            .with(RecordedRun.measured(null, 0).disturbed("the probe moved"));
    Path out = folder.resolve("out.json");
    Invocation invocation =
        Invocation.of("export", run.path(), "--to", "jmh", "--out", out.toString());
    assertEquals(ExitCode.INCONCLUSIVE.code(), invocation.code());
    assertTrue(invocation.err().contains("left out 1 disturbed"), invocation.err());
    assertTrue(invocation.err().contains("nothing to export"), invocation.err());
    assertEquals("", invocation.out());
    assertFalse(Files.exists(out));
  }

  @Test
  void shouldAskWhichArmIfThereAreSeveral() {
    String run = arms().path();
    assertRefused(Invocation.of("export", run, "--to", "jmh"), "base, candidate; choose one");
    Invocation wrong = Invocation.of("export", run, "--to", "jmh", "--arm", "candidat");
    assertRefused(wrong, "did you mean 'candidate'?");
    Invocation none = Invocation.of("export", sound("run").path(), "--to", "jmh", "--arm", "base");
    assertRefused(none, "has no arms");
  }

  @Test
  void shouldExportTheArmThatWasChosen() {
    Invocation invocation =
        Invocation.of("export", arms().path(), "--to", "benchfmt", "--arm", "candidate");
    assertOk(invocation);
    assertEquals(1, benchmarks(invocation));
    assertTrue(invocation.out().contains(" 80700 "), invocation.out());
    assertTrue(invocation.out().contains("arm candidate"), invocation.out());
  }

  @Test
  void shouldNeverWriteOverAFileOfARun() throws IOException {
    String run = sound("run").path();
    Path observations = Path.of(run, "observations.jsonl");
    byte[] before = Files.readAllBytes(observations);
    assertRefused(
        Invocation.of("export", run, "--to", "jmh", "--out", observations.toString()),
        "never changed");
    assertOk(Invocation.of("export", run, "--to", "jmh", "--out", run));
    assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(observations)));
    assertFalse(Files.exists(Path.of(run, "jmh.json")), "the name of what JMH itself wrote");
  }

  @Test
  void shouldNotPutFiguresOfDifferentMethodsInOneFile() {
    Invocation invocation =
        Invocation.of(
            "export",
            sound("a").path(),
            RecordedRun.at(folder.resolve("b"), 2, "6.1")
                .with(RecordedRun.measured(null, 0).ok())
                .path(),
            "--to",
            "otava");
    assertEquals(ExitCode.INCONCLUSIVE.code(), invocation.code());
    assertEquals("", invocation.out());
  }

  @Test
  void shouldSayThatRunsAreFromDifferentMachines() {
    RecordedRun other =
        RecordedRun.at(folder.resolve("b"), 1, "6.2").with(RecordedRun.measured(null, 0).ok());
    Invocation invocation =
        Invocation.of("export", sound("a").path(), other.path(), "--to", "otava");
    assertOk(invocation);
    assertTrue(invocation.err().contains("different machines"), invocation.err());
  }

  @Test
  void shouldNameAFolderThatCannotBeWritten() {
    Path out = folder.resolve("missing/out.json");
    Invocation invocation =
        Invocation.of("export", sound("run").path(), "--to", "jmh", "--out", out.toString());
    assertRefused(invocation, "cannot be written: no such directory");
  }

  private RecordedRun sound(String name) {
    return RecordedRun.at(folder.resolve(name))
        .with(RecordedRun.measured(null, 0).ok(), RecordedRun.measured(null, 1).ok());
  }

  private RecordedRun arms() {
    return RecordedRun.at(folder.resolve("arms"))
        .with(RecordedRun.measured("base", 0).ok(), RecordedRun.measured("candidate", 7).ok());
  }

  private static long benchmarks(Invocation invocation) {
    return invocation.out().lines().filter(line -> line.startsWith("Benchmark")).count();
  }

  private static void assertOk(Invocation invocation) {
    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
  }

  private static void assertRefused(Invocation invocation, String sentence) {
    assertEquals(ExitCode.USAGE.code(), invocation.code(), invocation.err());
    assertTrue(invocation.err().contains(sentence), invocation.err());
    assertEquals("", invocation.out());
  }
}
