package org.ackmark.results.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.Finding;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.jmh.JmhResults;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.latency.HistogramFiles;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class RunDirectoryTest {
  @TempDir Path runs;

  @Test
  void shouldReadBackEverythingThatWasWritten() {
    RunDirectory directory = begun();
    List<Finding> findings =
        List.of(new Finding("tmpfs", Finding.Severity.OK, "a disk", "ext4", null));
    List<ProbePoint> probe =
        List.of(ProbePoint.skipped("direct", 4096, 1, "refused").inRun(0, Samples.START));
    directory.write(Samples.environment());
    directory.writeFindings(findings);
    directory.writeProbe(probe);
    append(directory, Samples.full(), Samples.full());

    RunDirectory opened = RunDirectory.open(directory.path());
    assertEquals(Samples.run(), opened.run());
    assertEquals(Samples.environment().cpu(), opened.environment().cpu());
    assertEquals(findings, opened.findings());
    assertEquals(probe, opened.probe());
    assertEquals(
        new RunDirectory.Observations(List.of(Samples.full(), Samples.full()), false),
        opened.observations());
  }

  @Test
  void shouldNameRunsByTimeAndProfileAndTellApartThoseOfOneSecond() {
    assertEquals("2026-01-31T120000Z-my-profile", created("my profile").id());
    assertEquals("2026-01-31T120000Z-my-profile-2", created("my profile").id());
    assertEquals("2026-01-31T120000Z-..-up", created("../up").id());
  }

  @Test
  void shouldRefuseToMixResultsOfTwoRuns() throws IOException {
    Path place = Files.createDirectory(runs.resolve("mine"));
    RunDirectory.createAt(place, Redactor.none());
    Files.writeString(place.resolve("notes.txt"), "x");
    assertProblem(
        place + ": not empty: results of two runs are not mixed",
        () -> RunDirectory.createAt(place, Redactor.none()));
  }

  @Test
  void shouldRefuseAFileInPlaceOfADirectory() throws IOException {
    Path file = Files.writeString(runs.resolve("file"), "x");
    assertProblem(file + ": not a directory", () -> RunDirectory.createAt(file, Redactor.none()));
    assertProblem(file + ": not a directory", () -> RunDirectory.open(file));
    Path absent = runs.resolve("absent");
    assertProblem(absent + ": no such directory", () -> RunDirectory.open(absent));
  }

  @Test
  void shouldRefuseARunWithoutItsMainFile() {
    Path empty = RunDirectory.createAt(runs.resolve("empty"), Redactor.none()).path();
    assertProblem(empty.resolve("run.json") + ": no such file", () -> RunDirectory.open(empty));
  }

  @Test
  void shouldRefuseAnotherMajorSchemaVersionBeforeReadingMore() throws IOException {
    Path file = runFile("\"schemaVersion\": \"2.3\", \"whatever\": [ ]");
    assertProblem(
        file + ": schemaVersion 2.3 cannot be read, only 1.x",
        () -> RunDirectory.open(file.getParent()));
  }

  @Test
  void shouldRefuseASchemaVersionThatIsNone() throws IOException {
    Path absent = runFile("\"id\": \"x\"");
    assertProblem(
        absent + ": schemaVersion is missing", () -> RunDirectory.open(absent.getParent()));
    Path strange = runFile("\"schemaVersion\": \"new\"");
    assertProblem(
        strange + ": schemaVersion \"new\" is not of the form major.minor",
        () -> RunDirectory.open(strange.getParent()));
  }

  @Test
  void shouldReadARunOfANewerMinorVersion() throws IOException {
    RunDirectory directory = begun();
    String text = Files.readString(directory.file("run.json"));
    Files.writeString(
        directory.file("run.json"),
        text.replace("\"schemaVersion\": \"1.1\"", "\"schemaVersion\": \"1.9\", \"added\": 1"));
    assertEquals("quick", RunDirectory.open(directory.path()).run().profileName());
  }

  @Test
  void shouldShowARunThatWasKilledAsInterrupted() {
    Run run = RunDirectory.open(begun().path()).run();
    assertEquals(RunStatus.INTERRUPTED, run.status());
    assertEquals(null, run.endedAt());
  }

  @Test
  void shouldReplaceTheRunAtItsEnd() throws IOException {
    RunDirectory directory = begun();
    Run ended = Samples.run().ended(RunStatus.COMPLETE, null, Samples.START.plusSeconds(150));
    directory.write(ended);
    assertEquals(ended, RunDirectory.open(directory.path()).run());
    try (Stream<Path> files = Files.list(directory.path())) {
      assertEquals(1, files.count(), "no temporary file is left");
    }
  }

  @Test
  void shouldLoseAtMostTheObservationThatACrashCutOff() throws IOException {
    RunDirectory directory = begun();
    append(directory, Samples.full());
    Files.writeString(
        directory.file("observations.jsonl"), "{\"benchmark\":\"com", StandardOpenOption.APPEND);
    assertEquals(
        new RunDirectory.Observations(List.of(Samples.full()), true), directory.observations());
  }

  @Test
  void shouldRefuseARunWithoutObservations() throws IOException {
    RunDirectory directory = begun();
    append(directory);
    Path file = directory.file("observations.jsonl");
    assertProblem(file + ": holds no complete observation", directory::observations);
    Files.writeString(file, "{\"benchmark\":");
    assertProblem(file + ": holds no complete observation", directory::observations);
  }

  @Test
  void shouldNotAppendToTheObservationsOfAnEarlierRun() {
    RunDirectory directory = begun();
    append(directory, Samples.full());
    assertProblem(
        directory.file("observations.jsonl") + ": exists: observations of two runs are not mixed",
        directory::observationLog);
  }

  @Test
  void shouldKeepEarlierObservationsWhenAnAppendFails() {
    RunDirectory directory = begun();
    ObservationLog log = directory.observationLog();
    log.append(Samples.full());
    log.close();
    assertThrows(ResultsException.class, () -> log.append(Samples.full()));
    assertThrows(ResultsException.class, () -> log.append(Samples.full()));
    assertEquals(1, directory.observations().all().size());
  }

  @Test
  void shouldWriteUnderAnInterruptWithoutLosingIt() {
    RunDirectory directory = begun();
    Thread.currentThread().interrupt();
    append(directory, Samples.full());
    directory.write(Samples.run());
    assertTrue(Thread.interrupted());
    assertEquals(1, directory.observations().all().size());
  }

  @Test
  void shouldRedactWhatItWrites() throws IOException {
    RunDirectory directory =
        RunDirectory.createAt(
            runs.resolve("redacted"), Redactor.standard().hiding(Samples.environment()));
    directory.write(Samples.environment());
    directory.writeFindings(
        List.of(
            new Finding(
                "busy",
                Finding.Severity.WARNING,
                "busy",
                "/mnt/customers/acme/wal on db7",
                "wait")));
    String text =
        Files.readString(directory.file("environment.json"))
            + Files.readString(directory.file("doctor.json"));
    assertTrue(text.contains("\"path\": \"<target>\""), text);
    assertFalse(text.contains("acme"), text);
    assertFalse(text.contains("S64FNE0R123456"), text);
    assertFalse(text.contains("db7.corp.example"), text);
  }

  @Test
  void shouldWriteWhatJmhMeasuredRedacted() throws IOException {
    RunDirectory directory = RunDirectory.createAt(runs.resolve("jmh"), Redactor.standard());
    Path part = runs.resolve("part.json");
    try (InputStream in =
        getClass().getResourceAsStream("/org/ackmark/results/jmh/one-iteration.json")) {
      Files.copy(in, part);
    }
    directory.writeJmh(List.of(part, part));
    String text = Files.readString(directory.file("jmh.json"));
    assertFalse(text.contains("alice") || text.contains("hunter2"), text);
    assertEquals(1, JmhResults.read(directory.file("jmh.json")).size());
  }

  @Test
  void shouldWriteHistogramsOfTheKindsThatWereMeasured() {
    RunDirectory directory = begun();
    LatencyHistogram histogram = new LatencyHistogram();
    histogram.record(1_000, 30);
    directory.writeHistograms(
        "group",
        List.of(
            new LatencyInterval(
                Timing.SERVICE, Samples.START, Samples.START.plusSeconds(1), histogram)));
    assertEquals(1, HistogramFiles.readLog(directory.file("group.hlog")).size());
    assertTrue(Files.exists(directory.file("group-service.hgrm")));
    assertFalse(Files.exists(directory.file("group-response.hgrm")));
  }

  @Test
  void shouldSayInOneLineThatTheDirectoryIsGone() throws IOException {
    RunDirectory directory = RunDirectory.createAt(runs.resolve("gone"), Redactor.none());
    Files.delete(directory.path());
    assertProblem(
        directory.file("run.json") + ": cannot be written", () -> directory.write(Samples.run()));
  }

  private RunDirectory begun() {
    RunDirectory directory = created("quick");
    directory.write(Samples.run());
    return directory;
  }

  private RunDirectory created(String profile) {
    return RunDirectory.create(runs, Samples.START, profile, Redactor.none());
  }

  private static void append(RunDirectory directory, Observation... observations) {
    try (ObservationLog log = directory.observationLog()) {
      for (Observation observation : observations) {
        log.append(observation);
      }
    }
  }

  private Path runFile(String fields) throws IOException {
    Path directory = Files.createTempDirectory(runs, "run");
    return Files.writeString(directory.resolve("run.json"), "{" + fields + "}");
  }

  private static void assertProblem(String message, Executable executable) {
    ResultsException refused = assertThrows(ResultsException.class, executable);
    assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
  }
}
