package org.ackmark.bench.replicas;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.OpenPart;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.node.RatisPart;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Link;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.Replication;
import org.ackmark.quorum.log.LogCluster;
import org.ackmark.quorum.log.LogOptions;
import org.ackmark.quorum.log.QuorumWal;
import org.ackmark.quorum.net.EmulatedLinks;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.quorum.ratis.RatisStore;
import org.ackmark.quorum.register.ReadRepair;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * A log or a store kept on several replicas, wherever these are: the first is in this process, with
 * whoever writes. Opened once, as a log or as a store, which is to be closed before this. For one
 * thread.
 */
public final class Replicas implements AutoCloseable {
  /** Of a coordinator that is new, and has no writes from before. */
  private static final int FIRST_INCARNATION = 1;

  /** The same messages are lost in each run, as far as threads let them. */
  private static final long LOSS_SEED = 20_260_101;

  /** Replicas that share a disk may stall together: that is no lost quorum. */
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Longer than a sync takes, much shorter than a node that comes back. */
  private static final Duration RETRY = Duration.ofMillis(500);

  /** How long nothing is acknowledged is to be measured, and not to end the measurement. */
  private static final Duration FAULT_TIMEOUT = Duration.ofMinutes(2);

  private final Replication replication;
  private final WalOptions options;
  private final Path directory;
  private final Disks disks;
  private final LocalTimer timer = new LocalTimer();
  private final Nodes nodes;
  private final Network network;
  private final List<Wal> logs = new ArrayList<>(); // of the replica that is here
  private OpenPart ratis; // the replica that is here; null unless opened by that protocol
  private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // the last first

  /**
   * Not open yet.
   *
   * @param options of each replica's log
   * @param directory in which each replica of this machine has a folder
   * @param hosts where replicas are that are elsewhere; null for none
   * @throws IOException when a process that is needed can't be started
   */
  public Replicas(
      Replication replication, WalOptions options, Path directory, Disks disks, Hosts hosts)
      throws IOException, InterruptedException {
    this(
        replication,
        options,
        directory,
        disks,
        Whereabouts.nodes(replication, directory, disks, hosts));
  }

  private Replicas(
      Replication replication, WalOptions options, Path directory, Disks disks, Nodes nodes) {
    this.replication = replication;
    this.options = options;
    this.directory = directory;
    this.disks = disks;
    this.nodes = nodes;
    this.network = emulated(replication.link(), nodes.network(), timer);
    opened.push(timer);
    opened.push(nodes);
  }

  /**
   * For one more log or store on the same replicas, in folders of its own. It is closed before
   * this.
   *
   * @throws UnsupportedOperationException where there is no network between the replicas
   */
  public Replicas again(WalOptions ofEach, Level level) {
    return new Replicas(
        replication.at(level), ofEach, directory.resolve("again"), disks, nodes.again());
  }

  /** The way to replicas, with what the link is to do put in front. */
  static Network emulated(Link link, Network plain, Timer timer) {
    if (!link.emulated()) {
      return plain;
    }
    Duration delay = Duration.ofNanos(link.delayNs());
    EmulatedLinks.Quality quality = new EmulatedLinks.Quality(delay, delay, link.lossPercent());
    return new EmulatedLinks(plain, timer, quality, LOSS_SEED);
  }

  /** The folders of the logs of so many replicas. */
  public static List<Path> folders(Path directory, int count) {
    return Names.nodes(count).stream().map(node -> path(directory, node)).toList();
  }

  /** The folder of a replica's log; made if it is not there. */
  static Path folder(Path directory, NodeId node) throws IOException {
    return Files.createDirectories(path(directory, node));
  }

  private static Path path(Path directory, NodeId node) {
    return directory.resolve(node.name()).resolve(Whereabouts.SESSION);
  }

  /**
   * What all of their logs have done together; asks them.
   *
   * @throws UncheckedIOException when one does not answer
   */
  public WalCounters counters() {
    WalCounters here = here();
    try {
      return here.plus(nodes.counters());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return here;
    }
  }

  private WalCounters here() {
    return ratis != null
        ? ratis.counters()
        : logs.stream().map(Wal::counters).reduce(WalCounters.NONE, WalCounters::plus);
  }

  /**
   * About what all of their logs have written, without asking: so many times what is here.
   *
   * @param recordBytes of each write; for logs that do not count bytes
   */
  public long roughlyWrittenBytes(int recordBytes) {
    WalCounters here = here();
    return replication.quorum().n()
        * (ratis != null ? here.appends() * recordBytes : here.writtenBytes());
  }

  /**
   * What a commit of so many bytes should take here, from what each replica alone takes; blocks for
   * a second or two. Nothing else is to be under way.
   *
   * @return empty where there is no network between the replicas
   */
  public Optional<Forecast> forecast(int payloadBytes) throws IOException, InterruptedException {
    return nodes.forecast(network, payloadBytes, replication.quorum(), beside());
  }

  /** The least that groups of so many bytes cost; empty where no network is between replicas. */
  public Optional<QuorumFloor> floor(int bytes) throws IOException {
    return nodes.floor(bytes, beside());
  }

  private Disk beside() throws IOException {
    return disks.in(Files.createDirectories(directory.resolve("beside")));
  }

  /** What is to happen in the course of a measurement that takes so long; empty for nothing. */
  public Optional<Outage> outage(long durationNs) {
    return replication.fault() == Fault.NONE
        ? Optional.empty()
        : nodes.outage(replication.fault(), durationNs);
  }

  /** Opens a replicated log, which the first of them leads. */
  public Wal log() throws IOException, InterruptedException {
    return leader(false).open(disk(), 0);
  }

  /** Opens a store by the protocol of the assignment. */
  public KeyValue store() throws IOException, InterruptedException {
    return switch (replication.protocol()) {
      case LOG -> LogStore.open(disk(), leader(true), StoreOptions.DEFAULTS);
      case ABD, LWW -> registers();
      case RATIS -> ratis();
    };
  }

  /** Its first operation waits for a leader, which any of them may be. */
  private KeyValue ratis() throws IOException, InterruptedException {
    RatisPart group = RatisPart.onLoopback(nodes.all().size(), replication.ratis().sync());
    Part part = new Part(Part.Role.RATIS, options, replication.quorum().level(), false, group);
    open(part);
    ratis = part.open(nodes.here(), folder(directory, nodes.here()), disk());
    opened.push(ratis);
    return new RatisStore(group.members(), replication.ratis().reads(), TIMEOUT);
  }

  /** Opens the followers; what is returned opens the leader. */
  private LogOpener leader(boolean snapshots) throws IOException, InterruptedException {
    open(new Part(Part.Role.FOLLOWER, options, replication.quorum().level(), snapshots));
    LogCluster cluster =
        new LogCluster(
            nodes.here(),
            nodes.all(),
            replication.quorum(),
            network,
            timer,
            nodes.workers(),
            LogOptions.DEFAULTS.withTimes(
                replication.fault() == Fault.NONE ? TIMEOUT : FAULT_TIMEOUT,
                LogOptions.DEFAULTS.retry()));
    return QuorumWal.opener(cluster, counted(), snapshots, nodes::serve);
  }

  private void open(Part part) throws IOException, InterruptedException {
    for (NodeId node : nodes.elsewhere()) {
      nodes.open(node, part);
    }
  }

  private KeyValue registers() throws IOException, InterruptedException {
    Level acknowledged = replication.quorum().level();
    open(new Part(Part.Role.REGISTERS, options, acknowledged, false));
    StoreOptions level = StoreOptions.DEFAULTS.withLevel(acknowledged);
    LogStore copy = LogStore.open(disk(), counted(), level);
    opened.push(copy);
    nodes.serve(new RegisterReplica(copy));
    return new RegisterStore(nodes.here(), FIRST_INCARNATION, registerOptions(), network, timer);
  }

  private RegisterOptions registerOptions() {
    RegisterOptions registers =
        replication.protocol() == Protocol.ABD
            ? RegisterOptions.abd(nodes.all(), replication.quorum())
            : RegisterOptions.lww(nodes.all(), replication.quorum(), ReadRepair.BLOCKING);
    return registers.withTimeout(TIMEOUT).withRetry(RETRY);
  }

  private LogOpener counted() {
    return Part.counting(LogOpener.of(options), logs);
  }

  private Disk disk() throws IOException {
    return disks.in(folder(directory, nodes.here()));
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> all = List.copyOf(opened);
    opened.clear();
    Closing.all(all);
  }
}
