package org.ackmark.results.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.Guarantee;
import org.ackmark.results.ResultsException;
import org.ackmark.results.RunStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadRunTest {
  @TempDir Path folder;

  @Test
  void shouldRefuseAFolderThatIsNoRun() {
    refused(folder, "not the folder of a run");
  }

  @Test
  void shouldRefuseAFolderThatIsNotThere() {
    refused(folder.resolve("absent"), "no such directory");
  }

  @Test
  void shouldRefuseAnotherSchema() throws IOException {
    Path run = run();
    Path json = run.resolve("run.json");
    String text = Files.readString(json);
    String other = text.replaceFirst("\"1\\.\\d+\"", "\"9.0\"");
    assertFalse(other.equals(text));
    Files.writeString(json, other);
    refused(run, "schemaVersion 9.0 cannot be read");
  }

  @Test
  void shouldRefuseARunWithoutObservations() throws IOException {
    Path run = run();
    Files.writeString(run.resolve("observations.jsonl"), "{\"benchmark\"");
    refused(run, "holds no complete observation");
  }

  @Test
  void shouldRefuseToWriteWhereNothingCanBe() {
    Path run = run();
    assertThrows(
        ResultsException.class,
        () -> Report.write(List.of(run), folder.resolve("absent").resolve("r.html")));
  }

  @Test
  void shouldRefuseMoreThanTwoRuns() {
    Path run = run();
    assertThrows(
        IllegalArgumentException.class,
        () -> Report.write(List.of(run, run, run), run.resolve(Report.FILE)));
  }

  private Path run() {
    return SampleRun.at(folder.resolve("run"))
        .commit("group", Guarantee.POWER_LOSS, 1, 0, 900, 300_000, 1)
        .written(RunStatus.COMPLETE, null);
  }

  private void refused(Path run, String why) {
    Path page = folder.resolve("page.html");
    ResultsException e =
        assertThrows(ResultsException.class, () -> Report.write(List.of(run), page));
    assertTrue(e.getMessage().contains(why), e.getMessage());
    assertFalse(Files.exists(page));
  }
}
