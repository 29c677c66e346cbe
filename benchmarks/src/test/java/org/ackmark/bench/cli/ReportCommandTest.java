package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  @TempDir Path folder;

  @Test
  void shouldWriteBesideTheRun() throws IOException {
    Path run = run("a");
    Invocation call = Invocation.of("report", run.toString());
    assertEquals(ExitCode.OK.code(), call.code(), call.err());
    assertEquals("Report: " + run.resolve("report.html"), call.out().strip());
    assertTrue(Files.readString(run.resolve("report.html")).startsWith("<!DOCTYPE html>"));
  }

  @Test
  void shouldWriteTwoRunsWhereAskedTo() {
    Path page = folder.resolve("both.html");
    Invocation call =
        Invocation.of("report", run("a").toString(), run("b").toString(), "--out", page.toString());
    assertEquals(ExitCode.OK.code(), call.code(), call.err());
    assertTrue(Files.exists(page));
  }

  @Test
  void shouldRefuseInOneSentence() throws IOException {
    Path run = run("a");
    Path empty = run("empty");
    Files.writeString(empty.resolve("observations.jsonl"), "");
    refused("there is no run.json in it", folder.toString());
    refused("no such directory", folder.resolve("absent").toString());
    refused("holds no complete observation", empty.toString());
    refused("not 3", run.toString(), run.toString(), run.toString());
    refused("cannot be written", run.toString(), "--out", folder + "/absent/page.html");
    refused("cannot be written", run.toString(), "--out", folder.toString());
  }

  private static void refused(String why, String... words) {
    List<String> all = new ArrayList<>(List.of("report"));
    all.addAll(List.of(words));
    Invocation call = Invocation.of(all.toArray(String[]::new));
    assertEquals(ExitCode.USAGE.code(), call.code(), call.err());
    assertEquals(1, call.err().lines().count(), call.err());
    assertTrue(call.err().contains(why), call.err());
    assertFalse(call.err().contains("Exception"), call.err());
  }

  private Path run(String name) {
    RunDirectory directory = RunDirectory.createAt(folder.resolve(name), Redactor.none());
    Run run =
        Run.started(
            name,
            1,
            "0.1.0",
            "smoke",
            JsonNodeFactory.instance.objectNode(),
            42,
            List.of("run", "smoke"),
            null,
            START);
    directory.write(run);
    Point point = Point.commit("sync", Guarantee.POWER_LOSS, 1, ThreadKind.PLATFORM, 256);
    try (ObservationLog log = directory.observationLog()) {
      log.append(
          Observation.of(point, 0, 0)
              .time(START, 1_000_000_000)
              .cost(Cost.of(900, 1_000_000_000, 900, 900, 900 * 288))
              .ok());
    }
    return directory.path();
  }
}
