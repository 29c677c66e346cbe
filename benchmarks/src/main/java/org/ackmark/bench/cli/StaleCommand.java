package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.HostsReader;
import org.ackmark.bench.profile.Link;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.StaleRegisters;
import org.ackmark.bench.replicas.StaleStep;
import org.ackmark.bench.run.Interruption;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.Quorum;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.PosixDisk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How often does a read miss what was acknowledged? */
@Command(
    name = "stale",
    description =
        "Write to replicated registers and read them again, so long after the acknowledgement: how"
            + " many reads miss the write, predicted and measured. Where R + W > N none may.",
    footer = {
      "",
      "Example: ackmark quorum stale",
      "         ackmark quorum stale --quorum 5/1/2 --processes 5 --after 0us,1ms,5ms",
      "         ackmark quorum stale --lag 2ms --json",
      "         ackmark quorum stale --hosts hosts.yaml",
      "",
      "Whoever writes and reads is no replica, and nothing repairs: last writer wins, one writer.",
      "The prediction (probabilistically bounded staleness) draws the ways of each replica from the"
          + " messages of the same reads and writes; ways there and back are halves of a read's"
          + " round trip. It takes replicas to be independent; the column beside it keeps together"
          + " what they took at the same time.",
      "Exit codes: 0 measured; 5 a replica did not answer; 6 a read missed a write although"
          + " R + W > N."
    })
final class StaleCommand implements Callable<Integer> {
  private static final int DEFAULT_REPLICAS = 3;

  /** One is the client's. */
  private static final int MOST_REPLICAS = Quorum.MOST_REPLICAS - 1;

  private static final long MOST_WAIT_NS = 1_000_000_000;
  private static final int LEAST_RECORD_BYTES = 8;
  private static final int MOST_RECORD_BYTES = 1 << 20;
  private static final int MOST_READS = 1_000_000;

  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private DirectoryOption directory;

  @Option(
      names = "--quorum",
      paramLabel = "N/R/W",
      description =
          "Replicas, and how many answer a read and a write (default: 3/1/1, or N/1/1 with as many"
              + " replicas as there are processes or hosts).")
  private String quorum;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      defaultValue = "synced",
      description =
          "How far each of the W has come when it acknowledges, and can be read (default:"
              + " ${DEFAULT-VALUE}).")
  private Level level;

  @Option(
      names = "--variant",
      paramLabel = "NAME",
      defaultValue = "group",
      description = "Of each replica's log (default: ${DEFAULT-VALUE}).")
  private String variant;

  @Option(
      names = "--processes",
      paramLabel = "N",
      description = "Each replica in a process of its own on this machine, over loopback.")
  private Integer processes;

  @Option(
      names = "--namespaces",
      paramLabel = "N",
      description = "The same, each in a network namespace of its own: takes root and iproute2.")
  private Integer namespaces;

  @Option(
      names = "--hosts",
      paramLabel = "FILE",
      description = "Replicas on the hosts that a YAML file names; none is here.")
  private Path hostsFile;

  @Option(
      names = "--delay",
      paramLabel = "TIME",
      defaultValue = "0us",
      description = "Hold each message for that long, such as 1ms: emulated.")
  private String delay;

  @Option(
      names = "--lag",
      paramLabel = "TIME",
      defaultValue = "0us",
      description = "Hold the writes to one replica for that long, and not the reads: emulated.")
  private String lag;

  @Option(
      names = "--after",
      paramLabel = "TIME",
      split = ",",
      defaultValue = "0us,100us,300us,1ms,3ms,10ms",
      description =
          "How long after the acknowledgement reads begin; repeatable (default: ${DEFAULT-VALUE}).")
  private List<String> afters = new ArrayList<>();

  @Option(
      names = "--reads",
      paramLabel = "COUNT",
      defaultValue = "500",
      description = "How many for each of these times (default: ${DEFAULT-VALUE}).")
  private int reads;

  @Option(
      names = "--record-bytes",
      paramLabel = "SIZE",
      defaultValue = "1KiB",
      description = "Of each value that is written (default: ${DEFAULT-VALUE}).")
  private String recordBytes;

  @Option(names = "--seed", paramLabel = "N", description = "Of the order and the prediction.")
  private Long seed;

  @Option(names = "--json", description = "Machine-readable on standard output.")
  private boolean json;

  StaleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Hosts hosts = hostsFile == null ? null : HostsReader.read(hostsFile);
    StaleReport.Setting setting = setting(hosts);
    WalOptions options = WalOptions.of(setting.variant());
    List<Long> aftersNs = afters();
    int bytes = (int) within("--record-bytes", bytes(), LEAST_RECORD_BYTES, MOST_RECORD_BYTES);
    within("--reads", reads, 1, MOST_READS);
    try (Interruption interruption = new Interruption()) {
      try (WorkDirectory work = WorkDirectory.claim(directory.path());
          StaleRegisters registers =
              new StaleRegisters(
                  setting.replication(),
                  setting.lagNs(),
                  options,
                  work.folder("stale"),
                  PosixDisk::new,
                  hosts)) {
        return say(setting, registers.measure(aftersNs, reads, bytes, setting.seed())).code();
      } catch (IOException | InterruptedException | RuntimeException e) {
        if (!interruption.requested()) {
          throw e;
        }
        terminal.err().println("Interrupted; nothing of it is kept.");
        return ExitCode.INTERRUPTED.code();
      }
    }
  }

  private ExitCode say(StaleReport.Setting setting, List<StaleStep> steps) {
    StaleReport report = new StaleReport(setting, steps);
    terminal.out().print(json ? JsonText.pretty(report.tree(), Redactor.none()) : report.text());
    return report.broken() ? ExitCode.DATA_LOST : ExitCode.OK;
  }

  private StaleReport.Setting setting(Hosts hosts) {
    if (Stream.of(processes, namespaces, hostsFile).filter(Objects::nonNull).count() > 1) {
      throw new UsageException(
          "--processes, --namespaces and --hosts all say where replicas are: name one");
    }
    long chosen = seed == null ? ThreadLocalRandom.current().nextLong(1L << 53) : seed;
    return new StaleReport.Setting(
        replication(hosts),
        variant(),
        within("--lag", read("--lag", lag, Quantity::ns), 0, MOST_WAIT_NS),
        chosen);
  }

  private Replication replication(Hosts hosts) {
    Integer there = processes == null ? namespaces : processes;
    if (hosts != null) {
      there = quorum == null ? hosts.hosts().size() : null; // of many hosts, the first
    }
    Quorum asked = quorum(there == null ? DEFAULT_REPLICAS : there);
    if (there != null && there != asked.n()) {
      throw new UsageException(
          "--quorum is %s, with %d processes: must be the same number".formatted(quorum, there));
    }
    if (hosts != null && hosts.hosts().size() < asked.n()) {
      throw new UsageException(
          "--quorum is %s, but %s names %d hosts"
              .formatted(quorum, hostsFile, hosts.hosts().size()));
    }
    long delayNs = within("--delay", read("--delay", delay, Quantity::ns), 0, MOST_WAIT_NS);
    try {
      Link link = new Link(0, delayNs, 0);
      return new Replication(Protocol.LWW, asked, placement(), link, Fault.NONE, null);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException(e.getMessage()).initCause(e);
    }
  }

  private Placement placement() {
    if (processes != null) {
      return Placement.PROCESSES;
    }
    if (namespaces != null) {
      return Placement.NAMESPACES;
    }
    return hostsFile != null ? Placement.HOSTS : Placement.ONE_PROCESS;
  }

  private Quorum quorum(int replicas) {
    if (quorum == null) {
      within("N", replicas, 1, MOST_REPLICAS);
      return new Quorum(replicas, 1, 1, level);
    }
    Quorum read;
    try {
      read = Replication.Numbers.parse(quorum).at(level);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--quorum " + e.getMessage()).initCause(e);
    }
    within("--quorum: N", read.n(), 1, MOST_REPLICAS);
    return read;
  }

  private Variant variant() {
    Variant known =
        Variant.labelled(variant)
            .orElseThrow(() ->
                new UsageException(
                    "unknown variant '%s'; %s"
                        .formatted(variant, NearestName.hint(variant, Variant.labels()))));
    if (level != Level.RECEIVED && known.fileMethod() == null) {
      throw new UsageException(
          "variant '%s' has no files and never gets to level '%s'"
              .formatted(variant, level.name().toLowerCase(Locale.ROOT)));
    }
    return known;
  }

  private List<Long> afters() {
    List<Long> ns = afters.stream().map(text -> read("--after", text, Quantity::ns)).toList();
    ns.forEach(each -> within("--after", each, 0, MOST_WAIT_NS));
    return ns.stream().distinct().sorted().toList();
  }

  private long bytes() {
    return read("--record-bytes", recordBytes, Quantity::bytes);
  }

  private static long read(String option, String text, ToLongFunction<String> reader) {
    try {
      return reader.applyAsLong(text);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException(option + " " + e.getMessage()).initCause(e);
    }
  }

  private static long within(String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new UsageException(
          "%s is %d, must be from %d to %d".formatted(option, value, least, most));
    }
    return value;
  }
}
