package org.ackmark.bench.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.ackmark.quorum.log.Replica;
import org.ackmark.quorum.log.Workers;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.register.RegisterReplica;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;

/**
 * What a replica is to keep. Immutable.
 *
 * @param role what it is a replica of
 * @param options of its log
 * @param level how far a write has come when a replica of registers acknowledges; a log's leader
 *     says that with each request
 * @param snapshots whether a store runs on the replicated log, and so has snapshots
 * @param ratis what else a replica of Ratis must know, which has no use for the rest; null for any
 *     other
 */
public record Part(Role role, WalOptions options, Level level, boolean snapshots, RatisPart ratis) {

  /** What there can be replicas of. */
  public enum Role {
    /** A replicated log; this is a follower. */
    FOLLOWER,
    /** Registers. */
    REGISTERS,
    /** A store over Apache Ratis. */
    RATIS
  }

  /** Of a log or of registers. */
  public Part(Role role, WalOptions options, Level level, boolean snapshots) {
    this(role, options, level, snapshots, null);
  }

  /**
   * Opens it, with what a crash left there.
   *
   * @param disk the files of the folder, for those that do not open their files themselves
   */
  public OpenPart open(NodeId node, Path folder, Disk disk) throws IOException {
    List<Wal> logs = new ArrayList<>(1);
    LogOpener opener = counted(logs);
    return switch (role) {
      case FOLLOWER -> {
        Workers workers = Workers.threads(node.name());
        try {
          Replica replica = Replica.open(disk, opener, snapshots, workers);
          yield new OpenPart(replica, counters(logs), List.of(replica, workers));
        } catch (IOException | RuntimeException e) {
          workers.close();
          throw e;
        }
      }
      case REGISTERS -> {
        LogStore copy = LogStore.open(disk, opener, StoreOptions.DEFAULTS.withLevel(level));
        yield new OpenPart(new RegisterReplica(copy), counters(logs), List.of(copy));
      }
      case RATIS -> ratis.open(node, folder);
    };
  }

  private static Supplier<WalCounters> counters(List<Wal> logs) {
    return () -> logs.stream().map(Wal::counters).reduce(WalCounters.NONE, WalCounters::plus);
  }

  private LogOpener counted(List<Wal> logs) {
    return counting(LogOpener.of(options), logs);
  }

  /** An opener whose logs are added to a list, so that what they do can be counted. */
  public static LogOpener counting(LogOpener opener, List<Wal> logs) {
    return (disk, knownDurableLsn) -> {
      Wal log = opener.open(disk, knownDurableLsn);
      logs.add(log);
      return log;
    };
  }
}
