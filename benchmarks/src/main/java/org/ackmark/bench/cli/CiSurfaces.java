package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.ackmark.results.ci.Annotations;
import org.ackmark.results.ci.GateResult;
import org.ackmark.results.ci.JUnitReport;
import org.ackmark.results.ci.StepSummary;
import org.ackmark.results.files.DurableFile;
import picocli.CommandLine.Option;

/**
 * Where a gate shows its result beside the terminal: JUnit XML where asked for, and what GitHub
 * Actions asks for by its environment.
 */
final class CiSurfaces {
  private static final String SUMMARY_FILE = "GITHUB_STEP_SUMMARY";
  private static final String IN_ACTIONS = "GITHUB_ACTIONS";

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write the result as JUnit XML too.")
  private Path junit;

  /**
   * Shows the result. That a summary can't be written is told and changes no verdict; a file that
   * was asked for must be written.
   */
  void show(GateResult result, Map<String, String> environment, Terminal terminal) {
    if ("true".equals(environment.get(IN_ACTIONS))) {
      terminal.err().print(Annotations.render(result));
    }
    String summary = environment.get(SUMMARY_FILE);
    if (summary != null && !summary.isBlank()) {
      summarize(result, Path.of(summary), terminal);
    }
    if (junit != null) {
      DurableFile.replace(junit, JUnitReport.render(result).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** After what other commands of the step have written. */
  private static void summarize(GateResult result, Path file, Terminal terminal) {
    try {
      long written = Files.exists(file) ? Files.size(file) : 0;
      int left = (int) Math.max(0, StepSummary.MOST_BYTES - written);
      Files.writeString(
          file,
          StepSummary.render(result, left),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      terminal.err().println("Note: the step summary can't be written: " + e);
    }
  }
}
