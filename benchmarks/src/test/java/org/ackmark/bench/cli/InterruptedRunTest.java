package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.results.RunStatus;
import org.ackmark.results.files.RunDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class InterruptedRunTest {
  private static final String WORKLOAD =
      """
      - benchmark: commit
        writers: [1, 2, 3, 4, 5, 6, 7, 8]
        recordBytes: 1KiB
      """;

  @Test
  void interruptThatLosesWhatWasMeasured() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      Process run = start(folder, data, out);
      Program.awaitLine(run, "[1/8]");
      new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
      String said = Program.rest(run);
      assertEquals(ExitCode.INTERRUPTED.code(), run.waitFor());
      assertTrue(said.contains("Interrupted; results so far: " + out), said);
      assertTrue(said.endsWith("Report: " + out.resolve("report.html")), said);
      String report = Files.readString(out.resolve("report.html"));
      assertTrue(report.contains("The run did not come to its end"), "an interrupted run as whole");
      RunDirectory results = RunDirectory.open(out);
      assertEquals(RunStatus.INTERRUPTED, results.run().status());
      assertTrue(results.run().endedAt() != null, "the end was not written");
      assertTrue(results.observations().all().size() < 8);
      assertTrue(Files.exists(out.resolve("jmh.json")));
      try (Stream<Path> files = Files.list(data)) {
        assertTrue(files.allMatch(f -> f.getFileName().toString().startsWith(".")));
      }
    }
  }

  @Test
  void interruptThatLeavesTheFilesOfAProbe() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Process probe = Program.start("probe", "--dir", folder.path().toString());
      while (!Files.exists(folder.path().resolve("probe"))) {
        assertTrue(probe.isAlive(), "the probe has ended");
        Thread.sleep(5);
      }
      new ProcessBuilder("kill", "-INT", Long.toString(probe.pid())).start().waitFor();
      String said = Program.rest(probe);
      assertTrue(said.endsWith("Interrupted; a probe keeps nothing."), said);
      assertFalse(said.contains("\tat "), said);
      assertEquals(ExitCode.INTERRUPTED.code(), probe.waitFor());
      assertFalse(Files.exists(folder.path().resolve("probe")));
    }
  }

  @Test
  void interruptThatLosesTheRatesThatWereTried() throws Exception {
    try (DiskFolder folder = new DiskFolder()) {
      Path data = Files.createDirectory(folder.path().resolve("data"));
      Path out = folder.path().resolve("out");
      List<String> words =
          new ArrayList<>(List.of("load", "--allow-busy", "--duration", "200ms", "--warm-up"));
      words.addAll(List.of("100ms", "--dir", data.toString(), "--out", out.toString()));
      for (int i = 1; i <= 8; i++) {
        words.addAll(List.of("--rate", 100 * i + "/s"));
      }
      Process load = Program.start(words.toArray(String[]::new));
      Program.awaitLine(load, "[1/8]");
      new ProcessBuilder("kill", "-INT", Long.toString(load.pid())).start().waitFor();
      String said = Program.rest(load);
      assertEquals(ExitCode.INTERRUPTED.code(), load.waitFor());
      assertTrue(said.contains("Interrupted; results so far: " + out), said);
      RunDirectory results = RunDirectory.open(out);
      assertEquals(RunStatus.INTERRUPTED, results.run().status());
      assertTrue(results.run().endedAt() != null, "the end was not written");
      assertTrue(results.observations().all().size() < 8);
      assertFalse(Files.exists(out.resolve("parts")));
      try (Stream<Path> files = Files.list(data)) {
        assertTrue(files.allMatch(f -> f.getFileName().toString().startsWith(".")));
      }
    }
  }

  private static Process start(DiskFolder folder, Path data, Path out) throws IOException {
    return Program.start(
        "run",
        folder.profile("group", WORKLOAD),
        "--allow-busy",
        "--dir",
        data.toString(),
        "--out",
        out.toString());
  }
}
