package org.ackmark.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ackmark.bench.run.ArmChoice;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.RunOptions;
import org.ackmark.bench.run.RunOutcome;
import org.ackmark.bench.run.RunPlan;
import org.ackmark.bench.run.RunSession;
import org.ackmark.bench.run.Talk;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.table.ResultTable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Doctor, probe, benchmarks, table, report. */
@Command(
    name = RunCommand.NAME,
    description = "Measure what the variants cost: doctor, probe, benchmarks, table, report.",
    footer = {
      "",
      "Example: ackmark run quick --dir /mnt/disk/ackmark-data --variant sync --variant group",
      "         ackmark run standard --dry-run",
      "         ackmark run quick -p group.maxDelay=200us",
      "         ackmark run gate --against main",
      "         ackmark run --resume results/runs/2026-05-04T10-00-00-gate"
    })
class RunCommand implements Callable<Integer> {
  static final String NAME = "run";
  private static final String DEFAULT_PROFILE = "quick";

  private final Terminal terminal;
  private final String defaultProfile;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;
  @Mixin private ProfileOptions changes;
  @Mixin private ReplicationOptions replication;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROFILE",
      description =
          "smoke, quick, gate, quorum, quorum-ratis, quorum-faults, standard, full, quorum-full, or"
              + " a YAML file (default: quick, or quorum for quorum run, or quorum-ratis with"
              + " --engine).")
  private String profile;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "An empty or new folder for the results (default: results/runs/<time>-<profile> in the"
              + " checkout).")
  private Path out;

  @Option(
      names = "--log",
      paramLabel = "NAME",
      description = "Measure a foreign log from the class path too; repeatable.")
  private List<String> foreignLogs = new ArrayList<>();

  @Option(
      names = "--against",
      paramLabel = "JAR|REF",
      description =
          "Measure another build beside this one, block by block: an ackmark.jar, or a commit, tag"
              + " or branch of the checkout. It is measured twice, to see by how much it differs"
              + " from itself.")
  private String against;

  @Option(
      names = "--handicap",
      paramLabel = "NAME:HANDICAP",
      description =
          "Measure a copy of this build beside it that is slowed on purpose, to see whether it is"
              + " found: slow:syncDelay=40us spins after each sync, slow:appendCopy=4KiB copies so"
              + " much for each record; repeatable.")
  private List<String> handicaps = new ArrayList<>();

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with a run that was stopped. Its options are taken from it; only --dir, and a"
              + " profile that is a file, must be named again.")
  private Path resume;

  @Option(names = "--seed", paramLabel = "N", description = "Of the order of points.")
  private Long seed;

  @Option(names = "--strict", description = "Refuse on the doctor's warnings too.")
  private boolean strict;

  @Option(names = "--dry-run", description = "Only show what would run, how long, how many bytes.")
  private boolean dryRun;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  RunCommand(Terminal terminal) {
    this(terminal, DEFAULT_PROFILE);
  }

  RunCommand(Terminal terminal, String defaultProfile) {
    this.terminal = terminal;
    this.defaultProfile = defaultProfile;
  }

  @Override
  public final Integer call() throws IOException, InterruptedException {
    RunOptions options = resume == null ? options() : resumed();
    RunPlan plan = RunPlan.of(options);
    if (dryRun) {
      terminal.out().print(json ? DryRun.json(plan) : DryRun.text(plan));
      return ExitCode.OK.code();
    }
    Talk talk = new Talk(terminal.out(), terminal.err(), terminal.interactive());
    try (Interruption interruption = new Interruption()) {
      RunOutcome outcome = RunSession.run(options, plan, talk, interruption);
      if (outcome.refused()) {
        return ExitCode.REFUSED.code();
      }
      print(outcome);
      compare(outcome);
      boolean reported =
          RunReport.write(outcome.results(), outcome.observations(), notes(), terminal);
      return RunReport.code(code(outcome), reported).code();
    }
  }

  private RunOptions options() {
    return new RunOptions(
        profile == null ? replication.profile().orElse(defaultProfile) : profile,
        directory.path(),
        Optional.ofNullable(out),
        changes.variants(),
        Stream.concat(replication.overrides().stream(), changes.overrides().stream()).toList(),
        foreignLogs,
        replication.hosts(),
        new ArmChoice(Optional.ofNullable(against), handicaps, false),
        Optional.ofNullable(resume),
        strict,
        changes.allowBusy(),
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        terminal.words());
  }

  /** What the stopped run was asked for; only what can't be asked of it is taken from here. */
  private RunOptions resumed() {
    Run stopped = RunDirectory.open(resume).run();
    if (stopped.status() == RunStatus.COMPLETE) { // said before the doctor watches the disk
      throw new UsageException("run " + stopped.id() + " is complete: there is nothing to resume");
    }
    int name = stopped.command().indexOf(NAME);
    boolean ofQuorums = name > 0 && stopped.command().get(name - 1).equals(QuorumCommand.NAME);
    RunCommand again = ofQuorums ? new QuorumRunCommand(terminal) : new RunCommand(terminal);
    List<String> words = stopped.command().subList(name + 1, stopped.command().size());
    try {
      new CommandLine(again).parseArgs(words.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(
          "what run " + stopped.id() + " was asked for can't be read: " + e.getMessage());
    }
    if (again.directory.given() && !directory.given()) {
      throw new UsageException(
          "run " + stopped.id() + " measured a directory that was named: name it again by --dir");
    }
    again.profile = profile == null ? again.profile : profile;
    again.directory = directory;
    again.out = null;
    again.resume = resume;
    again.seed = stopped.seed();
    return again.options();
  }

  private void print(RunOutcome outcome) {
    if (json) {
      terminal.out().print(OutcomeJson.text(outcome));
    } else {
      terminal.out().print(ResultTable.of(outcome.observations()).render(terminal.style()));
    }
    String state =
        switch (outcome.status()) {
          case COMPLETE -> "Results: ";
          case INTERRUPTED -> "Interrupted; results so far: ";
          case FAILED -> "Some observations failed; results: ";
        };
    notes().println(state + outcome.results());
  }

  /** Where to say what is no result. */
  private PrintStream notes() {
    return json ? terminal.err() : terminal.out();
  }

  /** What measured several builds also tells how they differ; the gate's verdict is its own. */
  private void compare(RunOutcome outcome) {
    StoredRun run = outcome.observations().isEmpty() ? null : StoredRun.read(outcome.results());
    if (run == null || run.run().arms() == null) {
      return;
    }
    ComparisonOptions options = new ComparisonOptions();
    List<Comparison> comparisons = options.comparisons().arms(run, null);
    options.write(comparisons, outcome.results());
    if (!json) {
      terminal.out().println();
      options.show(comparisons, terminal);
    }
  }

  private static ExitCode code(RunOutcome outcome) {
    return switch (outcome.status()) {
      case COMPLETE -> ExitCode.OK;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case FAILED -> ExitCode.FAILED;
    };
  }
}
