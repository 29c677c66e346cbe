package org.ackmark.bench.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.ackmark.bench.compare.Comparisons;
import org.ackmark.bench.compare.MarginChoice;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.files.DurableFile;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.table.ComparisonTable;
import picocli.CommandLine.Option;

/** What the commands that compare have in common: margins, where the result goes, exit codes. */
final class ComparisonOptions {
  private static final String FILE = "compare.json";

  @Option(
      names = "--margin",
      paramLabel = "PERCENT",
      description =
          "The change that does not matter, such as 5%% (default: the machine's calibration, else"
              + " 10%%).")
  private String margin;

  @Option(
      names = "--calibration",
      paramLabel = "FILE",
      description = "A calibration to take the margins from.")
  private Path calibration;

  @Option(
      names = "--arm",
      paramLabel = "NAME",
      description = "The arm to be held against the base (default: every candidate).")
  private String arm;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Where the comparison goes as JSON (default: compare.json in the run with the arms;"
              + " nowhere for others).")
  private Path out;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  Comparisons comparisons() {
    return new Comparisons(run -> MarginChoice.of(run, margin, calibration));
  }

  String arm() {
    return arm;
  }

  /**
   * Writes the comparisons.
   *
   * @param run where they go unless told otherwise; null for nowhere
   */
  void write(List<Comparison> comparisons, Path run) {
    Path file = out != null ? out : run == null ? null : run.resolve(FILE);
    if (file != null) {
      DurableFile.replace(file, tree(comparisons).getBytes(StandardCharsets.UTF_8));
    }
  }

  void show(List<Comparison> comparisons, Terminal terminal) {
    if (json) {
      terminal.out().print(tree(comparisons));
      return;
    }
    for (Comparison comparison : comparisons) {
      terminal.out().println(ComparisonTable.render(comparison, terminal.style()));
    }
  }

  private static String tree(List<Comparison> comparisons) {
    return JsonText.pretty(comparisons, Redactor.none());
  }

  /** The worst of them. */
  static ExitCode exitCode(List<Comparison> comparisons) {
    if (comparisons.stream().anyMatch(c -> c.verdict() == Verdict.REGRESSED)) {
      return ExitCode.NOT_MET;
    }
    boolean open =
        comparisons.stream()
            .anyMatch(c -> c.verdict() == null || c.verdict() == Verdict.INCONCLUSIVE);
    return open ? ExitCode.INCONCLUSIVE : ExitCode.OK;
  }
}
