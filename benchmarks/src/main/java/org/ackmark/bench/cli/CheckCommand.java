package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.HostsReader;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.RecordedClients;
import org.ackmark.bench.replicas.Replicas;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.check.BadHistoryException;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryJson;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.Staleness;
import org.ackmark.quorum.check.Verdict;
import org.ackmark.results.table.Quantities;
import org.ackmark.results.table.TableStyle;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.store.KeyValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Did reads and writes of a store have an order? */
@Command(
    name = "check",
    description =
        "Have clients read and write replicated registers on this disk, write down every answer,"
            + " and judge whether each key behaved like one register; or judge a history from a"
            + " file.",
    footer = {
      "",
      "Example: ackmark quorum check",
      "         ackmark quorum check --replication lww-3-1-1-written --out history.json",
      "         ackmark quorum check --engine ratis",
      "         ackmark quorum check history.json",
      "",
      "Exit codes: 0 linearizable, or not promised to be; 1 a history from a file is not; 6 what"
          + " was promised to be is not."
    })
final class CheckCommand implements Callable<Integer> {
  private static final String DEFAULT_REPLICATION = "abd-3-2-2-synced";
  private static final String REPLICATION_OF_ENGINE = "ratis-3-2-2-synced";
  private static final int MOST_EXPLAINED = 3;
  private static final double NS_PER_SECOND = 1e9;

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;
  @Mixin private EngineOption engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "HISTORY",
      description = "A history in JSON to be judged; nothing is run.")
  private Path file;

  @Option(
      names = "--replication",
      paramLabel = "NAME",
      description =
          "Protocol (abd, lww, log, ratis), N, R, W and level, in one word (default: "
              + DEFAULT_REPLICATION
              + ", or with --engine "
              + REPLICATION_OF_ENGINE
              + ").")
  private String replication;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "group",
      description = "Of each replica's log (default: ${DEFAULT-VALUE}).")
  private String variant;

  @Option(
      names = "--operations",
      paramLabel = "COUNT",
      defaultValue = "200000",
      description = "How many (default: ${DEFAULT-VALUE}).")
  private long operations;

  @Option(
      names = "--clients",
      paramLabel = "COUNT",
      defaultValue = "16",
      description = "How many at once (default: ${DEFAULT-VALUE}).")
  private int clients;

  @Option(
      names = "--keys",
      paramLabel = "COUNT",
      defaultValue = "10",
      description = "How many registers they share (default: ${DEFAULT-VALUE}).")
  private int keys;

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "The nodes of a replication on hosts, such as abd-3-2-2-synced-hosts.")
  private Path hosts;

  @Option(names = "--seed", paramLabel = "N", description = "Of what the clients choose.")
  private Long seed;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where to write the history, as JSON that Porcupine takes too.")
  private Path out;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    return (file == null ? run() : judge(read())).code();
  }

  private History read() throws IOException {
    try {
      return HistoryJson.read(file);
    } catch (BadHistoryException e) {
      throw (UsageException) new UsageException(e.getMessage()).initCause(e);
    }
  }

  private ExitCode judge(History history) {
    return say(history) ? ExitCode.OK : ExitCode.NOT_MET;
  }

  private ExitCode run() throws IOException, InterruptedException {
    Replication asked = replication();
    WalOptions options = WalOptions.of(variant());
    RecordedClients workload = workload();
    try (WorkDirectory work = WorkDirectory.claim(directory.path())) {
      History history = history(asked, options, workload, work.folder("check"));
      if (out != null) {
        HistoryJson.write(history, out);
      }
      boolean linearizable = say(history);
      if (asked.linearizable()) {
        return linearizable ? ExitCode.OK : ExitCode.DATA_LOST;
      }
      terminal.out().println("(" + asked.label() + " does not promise it.)");
      return ExitCode.OK;
    }
  }

  private History history(
      Replication asked, WalOptions options, RecordedClients workload, Path folder)
      throws IOException, InterruptedException {
    try (Replicas replicas = new Replicas(asked, options, folder, PosixDisk::new, hosts());
        KeyValue store = replicas.store()) {
      long startNs = System.nanoTime();
      History history = workload.on(store);
      double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
      terminal
          .out()
          .printf(
              Locale.ROOT,
              "%s: %,d operations in %.1f s, %,.0f a second (seed %d)%n",
              asked.onRatis() ? asked.label() : asked.label() + ", " + variant,
              history.size(),
              seconds,
              history.size() / seconds,
              workload.seed());
      return history;
    }
  }

  /** Tells what is to be said of it, and whether it is linearizable. */
  private boolean say(History history) {
    long startNs = System.nanoTime();
    Verdict verdict = new RegisterChecker().check(history);
    double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
    terminal
        .out()
        .printf(
            Locale.ROOT,
            "%s: %,d operations on %,d keys, judged in %.2f s%n",
            verdict.linearizable() ? "linearizable" : "NOT linearizable",
            verdict.operations(),
            verdict.keys(),
            seconds);
    verdict.violations().stream().limit(MOST_EXPLAINED).forEach(terminal.out()::println);
    terminal.out().println(stale(Staleness.of(history)));
    return verdict.linearizable();
  }

  private static String stale(Staleness staleness) {
    if (staleness.stale() == 0) {
      return String.format(Locale.ROOT, "none of %,d reads stale", staleness.reads());
    }
    return String.format(
        Locale.ROOT,
        "%,d of %,d reads stale (%.1f %%), at most %,d writes behind; half of them by more than %s",
        staleness.stale(),
        staleness.reads(),
        100.0 * staleness.stale() / staleness.reads(),
        staleness.readsByVersionsBehind().lastKey(),
        new Quantities(TableStyle.plain().ascii()).time(staleness.outdatedForNs(50).orElseThrow()));
  }

  private Hosts hosts() {
    return hosts == null ? null : HostsReader.read(hosts);
  }

  private Replication replication() {
    try {
      Replication asked =
          Replication.labelled(label())
              .orElseThrow(
                  () -> new UsageException("--replication none: there is nothing to check"));
      if (engine.given() && asked.protocol() != engine.protocol()) {
        throw new UsageException(
            "--engine and --replication " + asked.label() + " say different things: name one");
      }
      return asked;
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--replication: " + e.getMessage()).initCause(e);
    }
  }

  private String label() {
    String otherwise = engine.given() ? REPLICATION_OF_ENGINE : DEFAULT_REPLICATION;
    return replication == null ? otherwise : replication;
  }

  private Variant variant() {
    List<String> known = Variant.labels();
    return Variant.labelled(variant)
        .orElseThrow(() ->
            new UsageException(
                "unknown variant '" + variant + "'; " + NearestName.hint(variant, known)));
  }

  private RecordedClients workload() {
    requirePositive("--operations", operations);
    requirePositive("--clients", clients);
    requirePositive("--keys", keys);
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1L << 53) : seed;
    return new RecordedClients(clients, keys, operations, 50, chosen);
  }

  private static void requirePositive(String option, long value) {
    if (value < 1) {
      throw new UsageException(option + " is " + value + ", must be at least 1");
    }
  }
}
