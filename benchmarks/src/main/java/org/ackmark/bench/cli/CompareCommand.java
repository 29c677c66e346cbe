package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.ackmark.bench.compare.Comparisons;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.files.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Two builds, two runs or two environments. */
@Command(
    name = "compare",
    description = "Tell whether a candidate differs from a base, and how sure that is.",
    footer = {
      "",
      "Example: ackmark compare results/runs/2026-05-04T10-00-00-gate",
      "         ackmark compare before/ after/",
      "         ackmark compare --across environment nvme/ network-disk/",
      "",
      "A run that measured two builds side by side (run --against) is compared block by block. Runs"
          + " of different times need several on the base's side, on several days, for a verdict.",
      "Exit codes: 0 the same, or better; 1 regressed; 2 something can't be read; 3 nothing can be"
          + " concluded."
    })
final class CompareCommand implements Callable<Integer> {
  private static final String ENVIRONMENT = "environment";

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private ComparisonOptions options;

  @Parameters(
      arity = "1..2",
      paramLabel = "RUN",
      description =
          "A run with several arms; or base and candidate, each a run or a folder of runs.")
  private List<Path> runs = new ArrayList<>();

  @Option(
      names = "--across",
      paramLabel = "environment",
      description =
          "Compare two environments: what differs between them first, then the effects, never a"
              + " verdict.")
  private String across;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (across != null && !across.equals(ENVIRONMENT)) {
      throw new UsageException("--across takes 'environment', not '" + across + "'");
    }
    List<Comparison> comparisons = compared();
    options.write(comparisons, runs.size() == 1 ? runs.getFirst() : null);
    options.show(comparisons, terminal);
    return across != null ? ExitCode.OK.code() : ComparisonOptions.exitCode(comparisons).code();
  }

  private List<Comparison> compared() {
    Comparisons comparisons = options.comparisons();
    if (runs.size() == 1) {
      if (across != null) {
        throw new UsageException("--across needs two: base and candidate");
      }
      return comparisons.arms(StoredRun.read(runs.getFirst()), options.arm());
    }
    List<StoredRun> base = Comparisons.read(runs.getFirst());
    List<StoredRun> candidate = Comparisons.read(runs.getLast());
    return List.of(
        across != null ? comparisons.across(base, candidate) : comparisons.runs(base, candidate));
  }
}
