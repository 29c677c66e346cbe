package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.paired.Contest;
import org.ackmark.bench.paired.PairedJson;
import org.ackmark.bench.paired.PairedRun;
import org.ackmark.bench.paired.PairedText;
import org.ackmark.bench.paired.Pairing;
import org.ackmark.bench.paired.ReplicatedLog;
import org.ackmark.bench.paired.Sides;
import org.ackmark.bench.paired.SingleLog;
import org.ackmark.bench.probe.DirectTrial;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.bench.run.UsageException;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.PosixDisk;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** A variant to be measured against the floor, in alternating slices. */
final class PairedOptions {
  private static final long SLICE_NS = 300_000_000;
  private static final Set<Placement> FLOORED =
      EnumSet.of(Placement.PROCESSES, Placement.NAMESPACES);
  private static final int LEAST_PAIRS = 4; // quartiles of fewer say nothing
  private static final long MOST_GROUP_BYTES = 16L << 20;

  @Option(
      names = "--against",
      paramLabel = "VARIANT",
      description = "Measure a variant against its floor, in alternating slices.")
  private String variant;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --against: commits under way at once (default: ${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      defaultValue = "callbacks",
      description =
          "With --against: how writers wait, platform, virtual or callbacks (default:"
              + " ${DEFAULT-VALUE}).")
  private String threads;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "20",
      description = "With --against: pairs of slices (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--record",
      paramLabel = "SIZE",
      defaultValue = "1KiB",
      description = "With --against: size of a record (default: ${DEFAULT-VALUE}).")
  private String record;

  @Option(
      names = "--replication",
      paramLabel = "NAME",
      description =
          "With --against: on several replicas, such as log-3-2-2-synced-processes; the floor is"
              + " then a sync on each of them at once and a round trip, and a commit is taken"
              + " apart: network, sync, queue.")
  private String replication;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /** Whether a variant was named; if not, no option that needs one may be given. */
  boolean asked() {
    ParseResult parsed = spec.commandLine().getParseResult();
    for (String option :
        List.of("--writers", "--threads", "--pairs", "--record", "--replication")) {
      if (variant == null && parsed.hasMatchedOption(option)) {
        throw new UsageException(
            option + " needs --against VARIANT: a plain probe has no log to give it to");
      }
    }
    for (String option : List.of("--time", "--verify")) {
      if (variant != null && parsed.hasMatchedOption(option)) {
        throw new UsageException(option + " can't be combined with --against; leave one of them");
      }
    }
    return variant != null;
  }

  /** What is to be compared. */
  Contest contest() {
    require("--writers", writers, 1);
    require("--pairs", pairs, LEAST_PAIRS);
    long recordBytes = recordBytes();
    if (recordBytes < 1 || recordBytes > MOST_GROUP_BYTES / writers) {
      throw new UsageException(
          "--record is "
              + record
              + ", times --writers must be from 1B to 16MiB: the floor is one write of a record of"
              + " each writer");
    }
    return new Contest(variant(), kind(), writers, (int) recordBytes, replication());
  }

  private Optional<Replication> replication() {
    if (replication == null) {
      return Optional.empty();
    }
    try {
      Optional<Replication> asked = Replication.labelled(replication);
      boolean possible =
          asked
              .filter(each -> each.protocol() == Protocol.LOG && each.quorum().n() > 1)
              .filter(each -> FLOORED.contains(each.placement()))
              .isPresent();
      if (!possible) {
        throw new UsageException(
            "--replication "
                + replication
                + ": the floor is known of logs on processes or namespaces, such as"
                + " log-3-2-2-synced-processes");
      }
      return asked;
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--replication: " + e.getMessage()).initCause(e);
    }
  }

  /** Measures and prints. */
  void run(Contest contest, WorkDirectory work, Terminal terminal, boolean json)
      throws IOException, InterruptedException {
    int replicas = contest.replication().map(each -> each.quorum().n()).orElse(1);
    int logs = contest.parted() ? 2 * replicas : replicas;
    work.requireFree(logs * SingleLog.occupiedBytes(contest));
    Path folder = work.folder("against");
    requireDirect(contest, folder);
    terminal
        .err()
        .printf(
            Locale.ROOT,
            "warming up, then %d pairs: about %d s%n",
            pairs,
            PairedRun.durationNs(contest, pairs, SLICE_NS) / 1_000_000_000 + 1);
    Pairing pairing =
        new PairedRun(contest, each -> sides(folder, each))
            .run(pairs, SLICE_NS, done -> progress(terminal, done));
    terminal.overwrite("");
    terminal
        .out()
        .print(json ? PairedJson.render(contest, pairing) : PairedText.render(contest, pairing));
  }

  private static Sides sides(Path folder, Contest contest)
      throws IOException, InterruptedException {
    return contest.replication().isPresent()
        ? ReplicatedLog.open(folder, contest)
        : SingleLog.open(new PosixDisk(folder), new PosixDisk(folder.resolve("log")), contest);
  }

  private void progress(Terminal terminal, int done) {
    terminal.overwrite(done > 0 ? "pair " + done + "/" + pairs : "warming up");
  }

  private static void requireDirect(Contest contest, Path folder) throws IOException {
    FileMethod method = contest.variant().fileMethod();
    Optional<String> refusal =
        method != null && method.direct() ? DirectTrial.refusal(folder) : Optional.empty();
    if (refusal.isPresent()) {
      throw new UsageException(
          contest.variant().label()
              + " needs O_DIRECT, which is refused here ("
              + refusal.get()
              + "); choose another variant or --dir");
    }
  }

  private static void require(String option, int value, int least) {
    if (value < least || value > 10_000) {
      throw new UsageException(option + " is " + value + ", must be from " + least + " to 10000");
    }
  }

  private Variant variant() {
    return Variant.labelled(variant)
        .orElseThrow(() -> unknown("--against", variant, Variant.labels()));
  }

  private ThreadKind kind() {
    return Arrays.stream(ThreadKind.values())
        .filter(kind -> kind.label().equals(threads))
        .findFirst()
        .orElseThrow(() ->
            unknown(
                "--threads",
                threads,
                Arrays.stream(ThreadKind.values()).map(ThreadKind::label).toList()));
  }

  private static UsageException unknown(String option, String name, List<String> valid) {
    return new UsageException(
        option + " can't be '" + name + "'; " + NearestName.hint(name, valid));
  }

  private long recordBytes() {
    try {
      return Quantity.bytes(record);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--record " + e.getMessage()).initCause(e);
    }
  }
}
