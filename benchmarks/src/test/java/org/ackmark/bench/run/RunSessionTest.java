package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ackmark.results.Observation;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Status;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.table.ResultTable;
import org.ackmark.results.table.TableStyle;
import org.junit.jupiter.api.Test;

class RunSessionTest {
  private static final String COMMIT =
      """
      - benchmark: commit
        threadKind: callbacks
        writers: 8
        recordBytes: 1KiB
      """;

  @Test
  void foreignLogsThatGetNoRowOrStopTheRunOrLeaveFiles() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      RunOutcome outcome = run(folder.profile("group", COMMIT), data, out, "plain-file", "broken");

      assertEquals(RunStatus.FAILED, outcome.status());
      Observation broken = of("broken", outcome.observations());
      assertEquals(Status.FAILED, broken.status());
      assertTrue(broken.reason().contains(BrokenProvider.REASON), broken.reason());
      assertMeasured(of("plain-file", outcome.observations()));
      assertMeasured(of("group", outcome.observations()));
      String table = ResultTable.of(outcome.observations()).render(TableStyle.plain());
      assertTrue(table.contains("plain-file") && table.contains("group"), table);
      assertNothingLeft(data);
      assertReadable(out, outcome);
    }
  }

  private static void assertMeasured(Observation observation) {
    assertNotEquals(Status.FAILED, observation.status(), () -> observation.why());
    assertTrue(observation.cost().commitsPerSecond() > 0);
    assertTrue(observation.cost().syncsPerCommit() > 0);
  }

  private static void assertNothingLeft(Path data) throws Exception {
    try (Stream<Path> files = Files.list(data)) {
      List<String> names =
          files.map(f -> f.getFileName().toString()).filter(n -> !n.startsWith(".")).toList();
      assertEquals(List.of(), names);
    }
  }

  private static void assertReadable(Path out, RunOutcome outcome) throws Exception {
    RunDirectory read = RunDirectory.open(out);
    assertEquals(outcome.observations(), read.observations().all());
    assertEquals(RunStatus.FAILED, read.run().status());
    assertEquals(30, read.run().profile().get("disturbedAbovePercent").intValue());
    assertFalse(read.probe().isEmpty());
    assertFalse(read.findings().isEmpty());
    assertTrue(Files.size(out.resolve("jmh.json")) > 0);
    assertFalse(Files.exists(out.resolve("parts")));
    String histogram = of("group", outcome.observations()).histogram();
    assertTrue(Files.exists(out.resolve(histogram + ".hlog")));
    assertTrue(Files.exists(out.resolve(histogram + "-service.hgrm")));
  }

  private static Observation of(String variant, List<Observation> observations) {
    return observations.stream()
        .filter(o -> o.point().variant().equals(variant))
        .findFirst()
        .orElseThrow();
  }

  private static RunOutcome run(String profile, Path data, Path out, String... foreignLogs)
      throws Exception {
    RunOptions options =
        new RunOptions(
            profile,
            data,
            Optional.of(out),
            List.of(),
            List.of(),
            List.of(foreignLogs),
            Optional.empty(),
            ArmChoice.ONE,
            Optional.empty(),
            false,
            true,
            OptionalLong.of(1),
            List.of("run"));
    ByteArrayOutputStream notes = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(notes, true, StandardCharsets.UTF_8);
        Interruption interruption = new Interruption()) {
      RunOutcome outcome =
          RunSession.run(
              options, RunPlan.of(options), new Talk(stream, stream, false), interruption);
      assertFalse(outcome.refused(), () -> notes.toString(StandardCharsets.UTF_8));
      return outcome;
    }
  }
}
