package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One run, or two side by side, as a page. */
@Command(
    name = "report",
    description = "Show one run, or two side by side, as one self-contained HTML file.",
    footer = {
      "",
      "Example: ackmark report results/runs/2026-01-31T120000Z-quick",
      "         ackmark report before after --out comparison.html",
      "",
      "Without --out the file is report.html in the folder of the run; of two runs side by side,",
      "comparison.html in the folder of the first."
    })
final class ReportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "The folder of a run.")
  private List<Path> runs;

  @Option(names = "--out", paramLabel = "FILE", description = "Where to write the page.")
  private Path out;

  ReportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (runs.size() > 2) {
      throw new UsageException(
          "a report shows one run, or two side by side, not %d".formatted(runs.size()));
    }
    Path file = out != null ? out : runs.getFirst().resolve(name());
    Report.write(runs, file);
    terminal.out().println("Report: " + file);
    return ExitCode.OK.code();
  }

  /** A report of two runs does not replace that of the first. */
  private String name() {
    return runs.size() == 1 ? Report.FILE : Report.FILE_OF_TWO;
  }
}
