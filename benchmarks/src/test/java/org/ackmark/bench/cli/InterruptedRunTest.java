package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.results.RunStatus;
import org.ackmark.results.files.RunDirectory;
import org.junit.jupiter.api.Test;

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
      awaitFirstObservation(run);
      new ProcessBuilder("kill", "-INT", Long.toString(run.pid())).start().waitFor();
      assertTrue(run.waitFor(60, TimeUnit.SECONDS), "the run goes on");
      assertEquals(ExitCode.INTERRUPTED.code(), run.exitValue());
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

  private static Process start(DiskFolder folder, Path data, Path out) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Ackmark.class.getName(), "run", folder.profile("group", WORKLOAD)));
    command.addAll(List.of("--allow-busy", "--dir", data.toString(), "--out", out.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static void awaitFirstObservation(Process run) throws IOException {
    StringBuilder said = new StringBuilder();
    BufferedReader output = run.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    while (line != null && !line.startsWith("[1/8]")) {
      said.append(line).append('\n');
      line = output.readLine();
    }
    assertTrue(line != null, () -> "no observation: " + said);
  }
}
