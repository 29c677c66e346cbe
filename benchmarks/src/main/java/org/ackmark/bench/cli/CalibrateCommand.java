package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.ackmark.bench.compare.MarginChoice;
import org.ackmark.bench.run.ArmChoice;
import org.ackmark.bench.run.Expectation;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.RunOptions;
import org.ackmark.bench.run.RunOutcome;
import org.ackmark.bench.run.RunPlan;
import org.ackmark.bench.run.RunSession;
import org.ackmark.bench.run.Talk;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.RunStatus;
import org.ackmark.results.calibration.Calibration;
import org.ackmark.results.calibration.CalibrationFile;
import org.ackmark.results.calibration.Calibrator;
import org.ackmark.results.calibration.InstrumentCheck;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Learns by how much this machine differs from itself. */
@Command(
    name = "calibrate",
    description =
        "Measure this build against itself: how noisy is the machine, which margin and how many"
            + " blocks does it need.",
    footer = {
      "",
      "Example: ackmark calibrate --dir /mnt/disk/ackmark-data",
      "         ackmark calibrate --from results/runs/2026-05-04T10-00-00-gate",
      "         ackmark calibrate --check results/runs/2026-05-05T10-00-00-gate"
    })
final class CalibrateCommand implements Callable<Integer> {
  private static final String BLOCKS = "24";
  private static final int DRAWS = 10_000;

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;
  @Mixin private ProfileOptions changes;

  @Parameters(
      arity = "0..1",
      paramLabel = "PROFILE",
      defaultValue = "gate",
      description = "The profile that will be compared (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Option(
      names = "--blocks",
      paramLabel = "N",
      defaultValue = BLOCKS,
      description = "Rounds (default: ${DEFAULT-VALUE}).")
  private int blocks;

  @Option(
      names = "--from",
      paramLabel = "RUN",
      description = "Learn from a run that measured its base twice, instead of measuring now.")
  private Path from;

  @Option(
      names = "--check",
      paramLabel = "RUN",
      description =
          "Tell how often comparisons here are right: make many of a long run that measured its"
              + " base twice, and builds slowed by --handicap, and judge each by the calibration.")
  private Path check;

  @Option(
      names = "--floor",
      paramLabel = "PERCENT",
      description = "The least margin to ask for (default: 3%%).")
  private String floor;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "Where calibrations are kept (default: results/calibrations in the checkout).")
  private Path folder;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  CalibrateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (check != null) {
      return check(StoredRun.read(check));
    }
    if (from != null) {
      return learn(from);
    }
    RunOptions options = options();
    Talk talk = new Talk(terminal.out(), terminal.err(), terminal.interactive());
    try (Interruption interruption = new Interruption()) {
      RunOutcome outcome = RunSession.run(options, RunPlan.of(options), talk, interruption);
      if (outcome.refused()) {
        return ExitCode.REFUSED.code();
      }
      if (outcome.status() != RunStatus.COMPLETE) {
        terminal.err().println("ackmark: not calibrated; results so far: " + outcome.results());
        boolean stopped = outcome.status() == RunStatus.INTERRUPTED;
        return (stopped ? ExitCode.INTERRUPTED : ExitCode.FAILED).code();
      }
      return learn(outcome.results());
    }
  }

  private RunOptions options() {
    if (blocks < 2) {
      throw new UsageException("--blocks=" + blocks + ": two blocks are the least that can differ");
    }
    List<String> all = new ArrayList<>(changes.overrides());
    all.add("blocks=" + blocks);
    return new RunOptions(
        profile,
        directory.path(),
        Optional.empty(),
        changes.variants(),
        all,
        List.of(),
        Optional.empty(),
        new ArmChoice(Optional.empty(), List.of(), true),
        Optional.empty(),
        false,
        changes.allowBusy(),
        OptionalLong.empty(),
        terminal.words());
  }

  private int check(StoredRun run) {
    CalibrationFile files = new CalibrationFile(target());
    Calibration calibration =
        files
            .of(run)
            .orElseThrow(() ->
                new UsageException(
                    "no calibration of this machine and profile in "
                        + target()
                        + ": its margin must be known beforehand; run ackmark calibrate"));
    if (calibration.run().equals(run.run().id())) {
      throw new UsageException(
          "the calibration was learnt from this very run: it would judge itself");
    }
    List<InstrumentCheck.Checked> checked;
    try {
      Margins margins = calibration.margins(Margins.all(Margin.DEFAULT));
      checked =
          new InstrumentCheck(run, calibration.blocks(), margins, Rules.STANDARD)
              .check(DRAWS, run.run().seed());
    } catch (IllegalArgumentException e) {
      throw new UsageException(check + ": " + e.getMessage());
    }
    terminal
        .out()
        .print(
            json ? JsonText.pretty(checked, Redactor.none()) : InstrumentCheckText.render(checked));
    return ExitCode.OK.code();
  }

  private Path target() {
    return folder == null ? Expectation.calibrations() : folder;
  }

  private int learn(Path run) {
    StoredRun stored = StoredRun.read(run);
    double least = floor == null ? Calibrator.FLOOR_PERCENT : MarginChoice.percent(floor);
    Calibration calibration;
    try {
      calibration = new Calibrator(least, Rules.STANDARD).calibrate(stored);
    } catch (IllegalArgumentException e) {
      throw new UsageException(run + ": " + e.getMessage());
    }
    Path file = new CalibrationFile(target()).write(calibration);
    if (json) {
      terminal.out().print(JsonText.pretty(calibration, Redactor.none()));
    } else {
      print(calibration);
    }
    (json ? terminal.err() : terminal.out()).println("Calibration: " + file);
    return ExitCode.OK.code();
  }

  private void print(Calibration calibration) {
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%-14s %-18s %9s %8s %8s %14s %14s%n",
            "variant",
            "metric",
            "noise",
            "bias",
            "margin",
            "finds 20 %",
            "finds 10 %");
    for (Calibration.Entry e : calibration.entries()) {
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%-14s %-18s %7.1f %% %+6.1f %% %6.1f %% %14s %14s%n",
              e.point().variant(),
              e.metric(),
              e.noisePercent(),
              e.biasPercent(),
              e.marginPercent(),
              power(e.powerOf20Percent()),
              power(e.powerOf10Percent()));
    }
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "Comparisons on this machine should have %d blocks: ackmark run %s -p blocks=%d"
                + " --against REF%n",
            calibration.blocks(),
            calibration.profileName(),
            calibration.blocks());
    if (calibration.entries().stream().anyMatch(e -> e.powerOf20Percent() < Calibrator.ENOUGH)) {
      terminal
          .out()
          .println(
              "This machine is too noisy to find every change by a fifth, even so: let nothing else"
                  + " run on it, or its host, and calibrate again.");
    }
  }

  private static String power(double chance) {
    return String.format(Locale.ROOT, "%.0f in 100", 100 * chance);
  }
}
