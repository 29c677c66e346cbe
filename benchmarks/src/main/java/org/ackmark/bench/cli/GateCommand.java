package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.ackmark.results.baseline.Baseline;
import org.ackmark.results.baseline.BaselineStore;
import org.ackmark.results.ci.GateResult;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.files.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A verdict for a build server. */
@Command(
    name = "gate",
    description = "Let a build pass or fail by what a run measured.",
    footer = {
      "",
      "Example: ackmark run gate --against origin/main --out run && ackmark gate run",
      "         ackmark gate --baseline baselines/ run --junit gate.xml",
      "",
      "Under GitHub Actions the result is also shown as annotations and in the step's summary.",
      "",
      "Exit codes: 0 the same, or better; 1 regressed; 2 something can't be read; 3 nothing can be"
          + " concluded, or there is no valid baseline. A gate that can't tell is never green."
    })
final class GateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private ComparisonOptions options;
  @Mixin private CiSurfaces surfaces;

  @Parameters(paramLabel = "RUN", description = "The run to be judged.")
  private Path run;

  @Option(
      names = "--baseline",
      paramLabel = "DIR",
      description =
          "Baselines to hold it against (see ackmark baseline); without it the run's own arms are"
              + " compared.")
  private Path baselines;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = BaselineCommand.MAIN,
      description = "The baseline of the run's machine and profile (default: ${DEFAULT-VALUE}).")
  private String name;

  @Option(
      names = "--advisory",
      description = "Exit with 0 also where the build would fail; the verdict is printed.")
  private boolean advisory;

  GateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    StoredRun candidate = StoredRun.read(run);
    if (baselines != null) {
      Baseline baseline = new BaselineStore(baselines).of(candidate, name).orElse(null);
      String problem = problem(baseline, candidate);
      if (problem != null) {
        return unable(candidate, problem);
      }
      return judged(
          candidate, List.of(options.comparisons().runs(baseline.runs(), List.of(candidate))));
    }
    return judged(candidate, options.comparisons().arms(candidate, options.arm()));
  }

  private int unable(StoredRun candidate, String problem) {
    terminal.err().println("ackmark: " + problem);
    String profile = candidate.run().profileName();
    show(GateResult.unable(profile, candidate.environment(), problem));
    return code(ExitCode.INCONCLUSIVE);
  }

  private int judged(StoredRun candidate, List<Comparison> comparisons) {
    options.write(comparisons, run);
    options.show(comparisons, terminal);
    String profile = candidate.run().profileName();
    show(GateResult.of(profile, candidate.environment(), comparisons));
    return code(ComparisonOptions.exitCode(comparisons));
  }

  private void show(GateResult result) {
    surfaces.show(result, System.getenv(), terminal);
  }

  private int code(ExitCode code) {
    return advisory ? ExitCode.OK.code() : code.code();
  }

  /** Why the baseline can't be used; null if it can. */
  private String problem(Baseline baseline, StoredRun candidate) {
    if (baseline == null) {
      return "there is no baseline '%s' in %s for this machine (%s) and profile (%s %s); promote runs by ackmark baseline promote"
          .formatted(
              name,
              baselines,
              candidate.environment().fingerprint(),
              candidate.run().profileName(),
              candidate.profileHash());
    }
    Instant now = Instant.now();
    return baseline.state(now) == Baseline.State.VALID
        ? null
        : "the baseline " + baseline.sentence(now);
  }
}
