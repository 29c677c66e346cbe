package org.ackmark.bench.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.report.Report;

/** The report at the end of a run. The results are written; what befalls it must not touch them. */
final class RunReport {
  private RunReport() {}

  /** Writes it and says where; false if it could not be written, which was said too. */
  static boolean write(
      Path results, List<Observation> observations, PrintStream notes, Terminal terminal) {
    if (observations.isEmpty()) {
      notes.println("No report: nothing was observed.");
      return true;
    }
    Path file = results.resolve(Report.FILE);
    try {
      Report.write(List.of(results), file);
      notes.println("Report: " + file);
      return true;
    } catch (RuntimeException e) {
      String why = e instanceof ResultsException ? e.getMessage() : e.toString();
      terminal.err().println("ackmark: the report was not written: " + why);
      return false;
    }
  }

  /** A run that went well, but can't be shown, did not do all that it was asked to. */
  static ExitCode code(ExitCode ofRun, boolean reported) {
    return ofRun == ExitCode.OK && !reported ? ExitCode.USAGE : ofRun;
  }
}
