package org.ackmark.results.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools themselves, where they are installed; skipped with a reason where they are not. */
class InstalledToolsTest {
  private static final int LIMIT_SECONDS = 60;

  @TempDir private Path directory;

  @Test
  void shouldBeComparedByBenchstat() throws IOException, InterruptedException {
    requireInstalled("benchstat", "go install golang.org/x/perf/cmd/benchstat@latest");
    Path file = write("a.txt", new BenchfmtExporter(), ExportSamples.run(12));
    String byVariant = run("benchstat", "-col", "/variant", file.toString());
    assertTrue(byVariant.contains("│    group"), byVariant);
    assertTrue(byVariant.contains("commits/s"), byVariant);
    assertTrue(byVariant.contains("fs: ext4 rw,relatime"), byVariant);
    String same = run("benchstat", file.toString(), file.toString());
    assertTrue(same.contains("~ (p=1.000 n=12)"), same);
  }

  @Test
  void shouldBeReadByOtava() throws IOException, InterruptedException {
    requireInstalled("otava", "pip install apache-otava");
    List<ExportedRun> runs = new ArrayList<>();
    for (int day = 0; day < 10; day++) {
      runs.add(ExportSamples.run("run-" + day, day, ExportSamples.blocks(3)));
    }
    Path csv = write("otava.csv", new OtavaExporter(), runs.toArray(ExportedRun[]::new));
    Path config =
        Files.writeString(
            directory.resolve("otava.yaml"),
            """
            tests:
              log:
                type: csv
                file: %s
                time_column: time
                attributes: [commit, run]
                metrics:
                  rate: {column: "%s/commitsPerSecond", direction: 1, scale: 1}
            """
                .formatted(csv, PointName.of(ExportSamples.GROUP)));
    String report = run("otava", "analyze", "log", "--since=2025-01-01", "--config-file=" + config);
    assertTrue(report.contains("40100") && report.contains("run-9"), report);
  }

  private Path write(String name, Exporter exporter, ExportedRun... runs) throws IOException {
    return Files.writeString(directory.resolve(name), ExportSamples.text(exporter, runs));
  }

  private static void requireInstalled(String tool, String how) {
    boolean installed = false;
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, tool);
      installed |= Files.isRegularFile(candidate) && Files.isExecutable(candidate);
    }
    assumeTrue(installed, tool + " is not on the PATH: " + how);
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String text = Files.readString(output, StandardCharsets.UTF_8);
    assertTrue(ended, text);
    assertEquals(0, process.exitValue(), text);
    return text;
  }
}
