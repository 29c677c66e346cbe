package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ackmark.results.ci.GateResult;
import org.ackmark.results.ci.StepSummary;
import org.ackmark.results.files.StoredRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CiSurfacesTest {
  @TempDir private Path folder;

  @Test
  void shouldShowNothingWhereNobodyAsked() throws IOException {
    assertEquals("", shown(Map.of()));
    assertEquals("", shown(Map.of("GITHUB_ACTIONS", "false", "GITHUB_STEP_SUMMARY", "")));
  }

  @Test
  void shouldAnnotateUnderGitHubActions() throws IOException {
    assertEquals(
        "::warning title=Ackmark%3A inconclusive::there is no baseline\n",
        shown(Map.of("GITHUB_ACTIONS", "true")));
  }

  @Test
  void shouldAppendToTheSummaryOfTheStep() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary.md"), "# Before\n\n");
    assertEquals("", shown(Map.of("GITHUB_STEP_SUMMARY", summary.toString())));
    assertEquals(
        "# Before\n\n## Ackmark: INCONCLUSIVE\n\nthere is no baseline\n\n",
        Files.readString(summary));
    shown(Map.of("GITHUB_STEP_SUMMARY", folder.resolve("new.md").toString()));
    assertTrue(Files.readString(folder.resolve("new.md")).startsWith("## Ackmark"));
  }

  /** GitHub would drop what the other commands of the step have written too. */
  @Test
  void shouldNotMakeTheSummaryTooLarge() throws IOException {
    String before = "x".repeat(StepSummary.MOST_BYTES - 10);
    Path summary = Files.writeString(folder.resolve("summary.md"), before);
    assertEquals("", shown(Map.of("GITHUB_STEP_SUMMARY", summary.toString())));
    assertEquals(before, Files.readString(summary));
  }

  @Test
  void shouldTellThatTheSummaryCannotBeWritten() throws IOException {
    String missing = folder.resolve("missing/summary.md").toString();
    String said = shown(Map.of("GITHUB_STEP_SUMMARY", missing));
    assertTrue(said.startsWith("Note: the step summary can't be written: "), said);
  }

  private String shown(Map<String, String> environment) throws IOException {
    Path path = Files.createTempDirectory(folder, "run").resolve("run");
    RecordedRun.at(path).with(RecordedRun.measured(null, 0).ok());
    GateResult result =
        GateResult.unable("quick", StoredRun.read(path).environment(), "there is no baseline");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      new CiSurfaces().show(result, environment, new Terminal(stream, stream, List.of()));
    }
    return err.toString(StandardCharsets.UTF_8);
  }
}
