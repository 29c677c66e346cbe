package org.ackmark.bench.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.ackmark.results.baseline.Baseline;
import org.ackmark.results.baseline.BaselineStore;
import org.ackmark.results.files.StoredRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The life of baselines. */
@Command(
    name = "baseline",
    description = "Keep the runs that later runs are held against.",
    subcommands = {BaselineCommand.Promote.class, BaselineCommand.Show.class},
    footer = {
      "",
      "Example: ackmark baseline promote results/runs/2026-05-04T10-00-00-gate --to baselines/",
      "         ackmark baseline list baselines/"
    })
final class BaselineCommand implements Callable<Integer> {
  static final String MAIN = "main";

  private final Terminal terminal;

  @Mixin CommonOptions common;

  BaselineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal.err().println("ackmark: baseline promote or baseline list; --help shows how");
    return ExitCode.USAGE.code();
  }

  /** Adds a run to a set. */
  @Command(
      name = "promote",
      description = "Add a run to the baseline of its machine and profile.",
      footer = {
        "",
        "Example: ackmark baseline promote results/runs/2026-05-04T10-00-00-gate --to baselines/"
      })
  static final class Promote implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin CommonOptions common;

    @Parameters(paramLabel = "RUN", description = "A complete run.")
    private Path run;

    @Option(
        names = "--to",
        paramLabel = "DIR",
        required = true,
        description = "The folder of all baselines.")
    private Path folder;

    @Option(
        names = "--name",
        paramLabel = "NAME",
        defaultValue = MAIN,
        description =
            "Which of several for one machine, such as a release (default: ${DEFAULT-VALUE}).")
    private String name;

    Promote(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      StoredRun stored = StoredRun.read(run);
      BaselineStore store = new BaselineStore(folder);
      terminal.out().println("Kept in " + store.promote(stored, name));
      store
          .of(stored, name)
          .ifPresent(baseline -> terminal.out().println(baseline.sentence(Instant.now())));
      return ExitCode.OK.code();
    }
  }

  /** Lists the sets. */
  @Command(
      name = "list",
      description = "List the baselines and where each stands in its life.",
      footer = {"", "Example: ackmark baseline list baselines/"})
  static final class Show implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin CommonOptions common;

    @Parameters(paramLabel = "DIR", description = "The folder of all baselines.")
    private Path folder;

    Show(Terminal terminal) {
      this.terminal = terminal;
    }

    @Override
    public Integer call() {
      List<Baseline> all = new BaselineStore(folder).all();
      if (all.isEmpty()) {
        terminal.err().println("ackmark: " + folder + ": holds no baseline");
        return ExitCode.INCONCLUSIVE.code();
      }
      for (Baseline baseline : all) {
        String profile = baseline.runs().getLast().run().profileName();
        terminal
            .out()
            .println(
                "%s, profile %s (%s): %s"
                    .formatted(
                        baseline.fingerprint(),
                        profile,
                        baseline.profileHash(),
                        baseline.sentence(Instant.now())));
      }
      return ExitCode.OK.code();
    }
  }
}
