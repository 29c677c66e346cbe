package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.Talk;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Replication;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.latency.HistogramFiles;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.table.ResultTable;
import org.ackmark.results.table.TableStyle;
import org.junit.jupiter.api.Test;

class LoadSessionTest {
  private static final long MS = 1_000_000;

  @Test
  void shouldLeaveARunThatEverythingElseCanRead() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      LoadOutcome outcome = run(data, out, List.of("group", "memory"), List.of(500L), "max<1h");

      assertEquals(RunStatus.COMPLETE, outcome.status());
      RunDirectory read = RunDirectory.open(out);
      assertEquals(outcome.observations(), read.observations().all());
      assertEquals("load", read.run().profileName());
      assertEquals(30, read.run().profile().get("disturbedAbovePercent").intValue());
      assertFalse(read.probe().isEmpty());
      assertFalse(read.findings().isEmpty());
      assertNotNull(read.environment());
      assertFalse(Files.exists(out.resolve("parts")));
      read.observations().all().forEach(observation -> assertMeasured(out, observation, 500L));
      String table = ResultTable.of(read.observations().all()).render(TableStyle.plain());
      assertTrue(table.contains("ratePerSecond 500"), table);
      try (Stream<Path> files = Files.list(data)) {
        assertTrue(files.allMatch(f -> f.getFileName().toString().startsWith(".")));
      }
    }
  }

  private static void assertMeasured(Path out, Observation observation, long rate) {
    assertTrue(
        List.of(Status.OK, Status.DISTURBED, Status.MISSED).contains(observation.status()),
        observation::why);
    assertEquals("load", observation.point().benchmark());
    assertEquals(ThreadKind.CALLBACKS, observation.point().threadKind());
    assertEquals(Optional.of(rate), observation.point().params().value("ratePerSecond"));
    assertTrue(observation.cost().commits() > 0);
    assertTrue(
        observation
            .metrics()
            .keySet()
            .containsAll(
                List.of(
                    "responseP50Ns",
                    "responseMaxNs",
                    "achievedPerSecond",
                    "blockedSends",
                    "clampedValues")));
    List<LatencyInterval> intervals =
        HistogramFiles.readLog(out.resolve(observation.histogram() + ".hlog"));
    long responses = LatencyInterval.merged(intervals, Timing.RESPONSE).count();
    assertEquals(responses, LatencyInterval.merged(intervals, Timing.SERVICE).count());
    double offered = observation.metrics().get("offeredPerSecond") * observation.durationNs() / 1e9;
    assertEquals(Math.round(offered), responses, "every record that was due was timed");
  }

  @Test
  void shouldMarkWhatWasLoadedOnSeveralReplicas() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      List<String> replicated = List.of("workloads.quorum=3/2/2", "workloads.level=written,synced");
      LoadPlan plan =
          plan(data, out, List.of("group"), List.of(400L), Slo.parse("max<1h"), replicated);
      LoadOutcome outcome = run(plan);

      assertEquals(RunStatus.COMPLETE, outcome.status());
      assertEquals(outcome.observations(), RunDirectory.open(out).observations().all());
      assertEquals(2, outcome.observations().size());
      Observation written = outcome.observations().getFirst();
      Observation synced = outcome.observations().getLast();
      outcome.observations().forEach(observation -> assertMeasured(out, observation, 400L));
      assertEquals("3/2/2 WRITTEN", Replication.of(written.point()).orElseThrow().label());
      assertEquals("3/2/2 SYNCED", Replication.of(synced.point()).orElseThrow().label());
      assertEquals(Guarantee.PROCESS_CRASH, written.point().guarantee());
      assertEquals(Guarantee.POWER_LOSS, synced.point().guarantee());
      assertTrue(synced.cost().syncsPerCommit() > 0, synced::toString);
      assertTrue(
          written.cost().bytesPerCommit() > 2 * 1000, "those of all replicas: " + written.cost());
      String table = ResultTable.of(outcome.observations()).render(TableStyle.plain());
      assertTrue(table.contains("WRITTEN") && table.contains("SYNCED"), table);
      String text = LoadText.render(outcome, false);
      assertTrue(text.contains("group log-3-2-2-synced survives power loss"), text);
      assertTrue(text.contains("group log-3-2-2-written meets max<1h"), text);
    }
  }

  @Test
  void shouldSayWhyReplicasCanNotBeLoaded() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      LoadPlan plan =
          plan(
              data,
              out,
              List.of("group"),
              List.of(400L),
              null,
              List.of("workloads.quorum=3/2/2", "workloads.placement=processes"));
      LoadSubject subject = plan.subjects().getFirst();
      Path file = Files.writeString(folder.path().resolve("file"), "no folder");
      LoadResult result =
          new ChildJvm(folder.path())
              .run(
                  new LoadAssignment(
                      subject.options(),
                      file.toString(),
                      subject.replication().orElseThrow(),
                      null,
                      1000,
                      8,
                      Arrival.CONSTANT,
                      100,
                      1,
                      0,
                      100 * MS,
                      null,
                      "broken"));
      assertTrue(result.failure().contains("file"), result.failure());
    }
  }

  @Test
  void shouldKeepWhyALoadFailed() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      LoadPlan plan = plan(data, out, List.of("group"), List.of(500L), null);
      ChildJvm jvm = new ChildJvm(folder.path());
      Path file = Files.writeString(folder.path().resolve("file"), "no folder");
      LoadResult result =
          jvm.run(
              new LoadAssignment(
                  plan.subjects().getFirst().options(),
                  file.toString(),
                  null,
                  null,
                  1000,
                  8,
                  Arrival.CONSTANT,
                  100,
                  1,
                  0,
                  100 * MS,
                  null,
                  "broken"));
      assertTrue(result.failure().contains("file"), result.failure());
      LoadFigures figures =
          new LoadFigures(
              plan,
              plan.subjects().getFirst(),
              plan.subjects().getFirst().options(),
              500,
              0,
              0,
              Instant.now(),
              result);
      Trial trial = figures.trial(null, null);
      assertEquals(Status.FAILED, trial.observation().status());
      assertEquals(result.failure(), trial.observation().reason());
    }
  }

  @Test
  void shouldMissARateThatNoLogCanHold() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      LoadOutcome outcome =
          run(data, folder.path().resolve("out"), List.of("sync"), List.of(10_000_000L), "p99<1h");
      Observation observation = outcome.observations().getFirst();
      assertEquals(Status.MISSED, observation.status());
      assertTrue(observation.reason().contains("behind at the end"), observation.reason());
      assertTrue(observation.metrics().get("recordsGivenUp") > 0);
      assertTrue(outcome.missedGivenRate());
      assertTrue(outcome.objectiveNotMet(), "a missed rate meets no objective");
      assertTrue(LoadText.render(outcome, true).contains("FAIL"));
    }
  }

  private static LoadPlan plan(
      Path data, Path out, List<String> variants, List<Long> rates, Slo slo) {
    return plan(data, out, variants, rates, slo, List.of());
  }

  private static LoadPlan plan(
      Path data,
      Path out,
      List<String> variants,
      List<Long> rates,
      Slo slo,
      List<String> replication) {
    return LoadPlan.of(
        new LoadOptions(
            data,
            Optional.of(out),
            variants,
            List.of("log.segmentBytes=1MiB"),
            replication,
            Optional.empty(),
            Arrival.POISSON,
            rates,
            Optional.ofNullable(slo),
            300 * MS,
            100 * MS,
            1000,
            64,
            false,
            true,
            OptionalLong.of(1),
            List.of("load")));
  }

  private static LoadOutcome run(
      Path data, Path out, List<String> variants, List<Long> rates, String slo) throws Exception {
    return run(plan(data, out, variants, rates, Slo.parse(slo)));
  }

  private static LoadOutcome run(LoadPlan plan) throws Exception {
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(notes, true, StandardCharsets.UTF_8);
        Interruption interruption = new Interruption()) {
      LoadOutcome outcome = LoadSession.run(plan, new Talk(stream, stream, false), interruption);
      assertFalse(outcome.refused(), () -> notes.toString(StandardCharsets.UTF_8));
      return outcome;
    }
  }
}
