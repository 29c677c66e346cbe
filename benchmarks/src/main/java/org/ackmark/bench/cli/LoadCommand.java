package org.ackmark.bench.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.ackmark.bench.load.Arrival;
import org.ackmark.bench.load.LoadJson;
import org.ackmark.bench.load.LoadOptions;
import org.ackmark.bench.load.LoadOutcome;
import org.ackmark.bench.load.LoadPlan;
import org.ackmark.bench.load.LoadSession;
import org.ackmark.bench.load.LoadText;
import org.ackmark.bench.load.Slo;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.Talk;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.RunStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Open loop: which rate can be held, and how long does one wait? */
@Command(
    name = "load",
    description = {
      "Open loop: send at times fixed beforehand, and count from there what a slow log costs.",
      "Sweeps rates up to the capacity; or takes yours; or finds the highest within an objective.",
      "On one log, or on a log kept on several replicas, the first of which sends."
    },
    footer = {
      "",
      "Example: ackmark load --dir /mnt/disk/ackmark-data --variant group",
      "         ackmark load --rate 20k/s --rate 40k/s --duration 30s",
      "         ackmark load --slo 'p99<2ms,max<50ms'",
      "         ackmark load --quorum 3/2/2 --processes 3 --rate 5k/s",
      "",
      "Exit codes: 0 ok, 1 no rate meets the objective, 2 usage or directory error, 4 doctor",
      "refused, 5 a load failed or a --rate was not held, 130 interrupted (what there is was kept)."
    })
final class LoadCommand implements Callable<Integer> {
  private static final long LEAST_WINDOW_NS = 100_000_000;
  private static final long MOST_WINDOW_NS = 24 * 3_600_000_000_000L;
  private static final long MOST_RECORD_BYTES = 16L << 20;
  private static final long MOST_PER_SECOND = 100_000_000;
  private static final String WARM_UP = "2s";
  private static final int MOST_OUTSTANDING = 1 << 20;

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;
  @Mixin private ReplicationOptions replication;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "An empty or new folder for the results (default: results/runs/<time>-load in the"
              + " checkout).")
  private Path out;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      description = "What to measure; repeatable (default: group).")
  private List<String> variants = new ArrayList<>();

  @Option(
      names = "-p",
      paramLabel = "KEY=VALUE",
      description = "Turn a knob of the log, such as group.maxDelay=200us; repeatable.")
  private List<String> overrides = new ArrayList<>();

  @Option(
      names = "--rate",
      paramLabel = "RATE",
      description = "Try this rate, such as 20k/s; repeatable (default: a sweep).")
  private List<String> rates = new ArrayList<>();

  @Option(
      names = "--slo",
      paramLabel = "BOUNDS",
      description = "Find the highest rate with p50, p99, p99.9 or max below these.")
  private String slo;

  @Option(
      names = "--arrival",
      paramLabel = "KIND",
      defaultValue = "poisson",
      description = "How records arrive, poisson or constant (default: ${DEFAULT-VALUE}).")
  private String arrival;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "5s",
      description = "How long each rate is measured (default: ${DEFAULT-VALUE}).")
  private String duration;

  @Option(
      names = "--warm-up",
      paramLabel = "TIME",
      description =
          "How long it runs unmeasured before (default: 2s, or 15s where replicas have processes of"
              + " their own).")
  private String warmUp;

  @Option(
      names = "--record-bytes",
      paramLabel = "SIZE",
      defaultValue = "1KiB",
      description = "Size of a record (default: ${DEFAULT-VALUE}).")
  private String recordBytes;

  @Option(
      names = "--outstanding",
      paramLabel = "N",
      defaultValue = "4096",
      description =
          "Most records under way; at it the sender waits, and what falls due meanwhile is late"
              + " (default: ${DEFAULT-VALUE}).")
  private int outstanding;

  @Option(names = "--seed", paramLabel = "N", description = "Of the arrivals.")
  private Long seed;

  @Option(names = "--strict", description = "Refuse on the doctor's warnings too.")
  private boolean strict;

  @Option(names = "--allow-busy", description = "Measure even if somebody else uses the disk.")
  private boolean allowBusy;

  @Option(names = "--dry-run", description = "Only show what would run, and how long.")
  private boolean dryRun;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  LoadCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    LoadPlan plan = LoadPlan.of(options());
    if (dryRun) {
      terminal.out().print(json ? LoadJson.dryRun(plan) : LoadText.dryRun(plan));
      return ExitCode.OK.code();
    }
    Talk talk = new Talk(terminal.out(), terminal.err(), terminal.interactive());
    try (Interruption interruption = new Interruption()) {
      LoadOutcome outcome = LoadSession.run(plan, talk, interruption);
      if (outcome.refused()) {
        return ExitCode.REFUSED.code();
      }
      print(outcome);
      PrintStream notes = json ? terminal.err() : terminal.out();
      boolean reported =
          RunReport.write(outcome.results(), outcome.observations(), notes, terminal);
      return RunReport.code(code(outcome), reported).code();
    }
  }

  private LoadOptions options() {
    requireLog();
    String unmeasured = warmUp == null ? replication.warmUp().orElse(WARM_UP) : warmUp;
    return new LoadOptions(
        directory.path(),
        Optional.ofNullable(out),
        variants.isEmpty() ? List.of("group") : variants,
        overrides,
        replication.overrides(),
        replication.hosts(),
        Arrival.labelled(arrival).orElseThrow(this::unknownArrival),
        rates.stream().map(LoadCommand::rate).toList(),
        Optional.ofNullable(slo).map(text -> read("--slo", text, Slo::parse)),
        within("--duration", read("--duration", duration, Quantity::ns), LEAST_WINDOW_NS),
        within("--warm-up", read("--warm-up", unmeasured, Quantity::ns), 0),
        Math.toIntExact(recordBytes()),
        outstanding(),
        strict,
        allowBusy,
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        terminal.words());
  }

  /** Who sends at given times must hear when each record is acknowledged: no store tells. */
  private void requireLog() {
    if (replication.profile().isPresent()) {
      throw new UsageException(
          "--engine keeps stores, and a load takes a log; see ackmark quorum run --engine");
    }
  }

  private interface Reader<T> {
    T read(String text);
  }

  private static <T> T read(String option, String text, Reader<T> reader) {
    try {
      return reader.read(text);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException(option + " " + e.getMessage()).initCause(e);
    }
  }

  private static long rate(String text) {
    long perSecond = read("--rate", text, Quantity::perSecond);
    if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
      throw new UsageException("--rate must be from 1/s to 100M/s, but is " + text);
    }
    return perSecond;
  }

  private static long within(String option, long ns, long leastNs) {
    if (ns < leastNs || ns > MOST_WINDOW_NS) {
      throw new UsageException(
          option
              + " must be from "
              + Quantity.ofNs(leastNs)
              + " to 24h, but is "
              + Quantity.ofNs(ns));
    }
    return ns;
  }

  private long recordBytes() {
    long bytes = read("--record-bytes", recordBytes, Quantity::bytes);
    if (bytes < 1 || bytes > MOST_RECORD_BYTES) {
      throw new UsageException("--record-bytes must be from 1B to 16MiB, but is " + recordBytes);
    }
    return bytes;
  }

  private int outstanding() {
    if (outstanding < 1 || outstanding > MOST_OUTSTANDING) {
      throw new UsageException(
          "--outstanding must be from 1 to " + MOST_OUTSTANDING + ", but is " + outstanding);
    }
    return outstanding;
  }

  private UsageException unknownArrival() {
    return new UsageException(
        "--arrival can't be '" + arrival + "'; " + NearestName.hint(arrival, Arrival.labels()));
  }

  private void print(LoadOutcome outcome) {
    terminal
        .out()
        .print(
            json ? LoadJson.text(outcome) : LoadText.render(outcome, terminal.style().unicode()));
    String state =
        switch (outcome.status()) {
          case COMPLETE -> "Results: ";
          case INTERRUPTED -> "Interrupted; results so far: ";
          case FAILED -> "Some loads failed; results: ";
        };
    (json ? terminal.err() : terminal.out()).println(state + outcome.results());
  }

  private static ExitCode code(LoadOutcome outcome) {
    if (outcome.status() == RunStatus.INTERRUPTED) {
      return ExitCode.INTERRUPTED;
    }
    if (outcome.status() == RunStatus.FAILED || outcome.missedGivenRate()) {
      return ExitCode.FAILED;
    }
    return outcome.objectiveNotMet() ? ExitCode.NOT_MET : ExitCode.OK;
  }
}
