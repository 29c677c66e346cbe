package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.store.StateMachine;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;

/**
 * One replica of a store over Apache Ratis: a server in this process, with its log and its
 * snapshots in one directory. It takes part as long as it is open, and goes on from its directory
 * when it is opened again. Clients are {@link RatisStore}s, in this process or in any other.
 *
 * <p>It listens on its own address of the group only. Any number of threads may use it.
 */
public final class RatisReplica implements AutoCloseable {
  private final RatisGroup group;
  private final RatisOptions options;
  private final StoreMachine machine;
  private final ServerThreads threads;
  private final RaftServer server;

  private RatisReplica(RatisGroup group, int index, Path directory, RatisOptions options)
      throws IOException {
    this.group = group;
    this.options = options;
    this.machine = new StoreMachine();
    this.threads = new ServerThreads(group.name() + "-" + index);
    this.server =
        RaftServer.newBuilder()
            .setServerId(RatisGroup.peer(index))
            .setGroup(group.raft())
            .setStateMachine(machine)
            .setThreadGroup(threads)
            .setProperties(Settings.server(group.addresses().get(index), directory, options))
            .setOption(RaftStorage.StartupOption.RECOVER)
            .build();
  }

  /**
   * Starts the replica at a place of the group, and takes its directory. Blocks while it reads its
   * log; does not wait for the others.
   *
   * @param directory its own; created when missing, not its parents
   * @throws IllegalArgumentException when there is no such place, or an address is not the
   *     loopback's and the options do not trust the network, or a group of one keeps its log in
   *     memory: Ratis 3.3.0 never acknowledges there
   * @throws IOException when the directory is taken, damaged or another group's, or the address is
   *     taken
   */
  public static RatisReplica open(RatisGroup group, int index, Path directory, RatisOptions options)
      throws IOException {
    check(group, index, options);
    prepare(group, directory);
    RatisReplica replica = new RatisReplica(group, index, directory, options);
    try {
      replica.server.start();
    } catch (IOException | RuntimeException e) {
      replica.close();
      String what = "replica " + index + " at " + group.addresses().get(index);
      throw new IOException(what + " did not start: " + e.getMessage(), e);
    }
    return replica;
  }

  private static void check(RatisGroup group, int index, RatisOptions options) {
    if (index < 0 || index >= group.n()) {
      throw new IllegalArgumentException("index=" + index + " of " + group.n() + " replicas");
    }
    if (options.sync() == RatisSync.IN_MEMORY && group.n() == 1) {
      throw new IllegalArgumentException(
          "sync=IN_MEMORY n=1: nothing tells such a log that its only copy is a majority");
    }
    if (!group.onLoopback() && !options.trustedNetwork()) {
      throw new IllegalArgumentException(
          "addresses="
              + group.addresses()
              + ": beyond the loopback nothing is proved or encrypted; say that the network is"
              + " trusted, or stay on the loopback");
    }
  }

  private static void prepare(RatisGroup group, Path directory) throws IOException {
    if (!Files.exists(directory)) {
      Files.createDirectory(directory);
    }
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    List<String> others;
    try (Stream<Path> names = Files.list(directory)) {
      others = names.map(each -> each.getFileName().toString()).filter(RatisReplica::isId).toList();
    }
    String own = group.id().getUuid().toString();
    if (!others.isEmpty() && !others.equals(List.of(own))) {
      throw new IOException(
          directory + " holds a replica of another group than " + group.name() + ": " + others);
    }
  }

  private static boolean isId(String name) {
    try {
      return UUID.fromString(name).toString().equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The replicas that it is one of. */
  public RatisGroup group() {
    return group;
  }

  /** What a write that was acknowledged survives, where each replica has these options. */
  public Guarantee guarantee() {
    return options.sync().guarantee();
  }

  /** The place in the group of the leader that it follows or is; empty while it knows of none. */
  public OptionalInt leader() {
    RaftPeerId leader = division().getInfo().getLeaderId();
    return leader == null ? OptionalInt.empty() : OptionalInt.of(RatisGroup.index(leader));
  }

  /** Whether it leads and serves. */
  public boolean leads() {
    return division().getInfo().isLeaderReady();
  }

  /** The last entry of the log that its state holds; entries of Ratis' own count. */
  public long appliedIndex() {
    return division().getInfo().getLastAppliedIndex();
  }

  /** The last entry that its newest snapshot holds; 0 when there is none. */
  public long snapshotIndex() {
    var snapshot = machine.getLatestSnapshot();
    return snapshot == null ? 0 : snapshot.getIndex();
  }

  /** What its log has done since it was opened, as Ratis counts it. */
  public RatisCounters counters() {
    return RatisCounters.of(division().getRaftLog());
  }

  /**
   * Why it has failed, so that it acknowledges nothing more: its log could not be written or
   * synced, or one of Ratis' threads died. Empty while it works.
   */
  public Optional<Throwable> failure() {
    return machine.logFailure().or(threads::failure);
  }

  /** What it has applied, as this replica alone knows it. */
  StateMachine state() {
    return machine.state();
  }

  RaftServer.Division division() {
    try {
      return server.getDivision(group.id());
    } catch (IOException e) {
      throw new IllegalStateException("the replica is closed", e);
    }
  }

  /**
   * Leaves the others without a word and closes the log, which syncs it. Blocks for that. A second
   * call does nothing.
   */
  @Override
  public void close() throws IOException {
    server.close();
  }
}
