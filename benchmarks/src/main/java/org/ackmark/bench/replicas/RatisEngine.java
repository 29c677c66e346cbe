package org.ackmark.bench.replicas;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ackmark.bench.node.Closing;
import org.ackmark.quorum.ratis.RatisCounters;
import org.ackmark.quorum.ratis.RatisGroup;
import org.ackmark.quorum.ratis.RatisOptions;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisReplica;
import org.ackmark.quorum.ratis.RatisStore;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.store.KeyValue;

/**
 * The replicas of a store over Apache Ratis, all in this process, connected over loopback: Ratis
 * has no shorter way. For one thread.
 */
final class RatisEngine implements AutoCloseable {
  /** Replicas that share a disk may all wait for one sync: that is no lost leader. */
  private static final Duration ELECTION = Duration.ofSeconds(1);

  private final RatisGroup group;
  private final List<RatisReplica> replicas = new ArrayList<>();

  private RatisEngine(RatisGroup group) {
    this.group = group;
  }

  /**
   * Starts a replica in each of those folders, which are empty; does not wait for their leader.
   *
   * @throws IOException when one does not start
   */
  static RatisEngine open(List<Path> folders, RatisSync sync) throws IOException {
    String name = "ackmark-" + UUID.randomUUID(); // a group of before never mixes with it
    RatisEngine engine = new RatisEngine(new RatisGroup(name, freeAddresses(folders.size())));
    RatisOptions options = RatisOptions.DEFAULTS.withSync(sync).withElection(ELECTION);
    try {
      for (int i = 0; i < folders.size(); i++) {
        engine.replicas.add(RatisReplica.open(engine.group, i, folders.get(i), options));
      }
      return engine;
    } catch (IOException | RuntimeException e) {
      try (engine) {
        throw e;
      }
    }
  }

  /** All are held until all are known, so that no two are the same. */
  private static List<InetSocketAddress> freeAddresses(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream()
          .map(each -> new InetSocketAddress(each.getInetAddress(), each.getLocalPort()))
          .toList();
    } finally {
      Closing.all(held);
    }
  }

  /** A client of them, whose reads are linearizable; its first operation waits for a leader. */
  KeyValue store(Duration timeout) {
    return new RatisStore(group, RatisReads.LINEARIZABLE, timeout);
  }

  /** What all of their logs have done together: Ratis tells no writes and no bytes. */
  WalCounters counters() {
    return replicas.stream()
        .map(RatisReplica::counters)
        .map(RatisEngine::counted)
        .reduce(WalCounters.NONE, WalCounters::plus);
  }

  private static WalCounters counted(RatisCounters counters) {
    return new WalCounters(counters.appended(), 0, 0, counters.flushes(), 0);
  }

  /** How many entries they have applied together. */
  long entries() {
    return replicas.stream().mapToLong(RatisReplica::appliedIndex).sum();
  }

  /** Stops them side by side: each takes about a second. */
  @Override
  public void close() throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<AutoCloseable> stops = new ArrayList<>();
      for (RatisReplica replica : replicas) {
        Future<Void> stop = threads.submit(closing(replica));
        stops.add(() -> ended(stop));
      }
      Closing.all(stops);
    }
  }

  private static Callable<Void> closing(RatisReplica replica) {
    return () -> {
      replica.close();
      return null;
    };
  }

  private static void ended(Future<Void> stop) throws IOException, InterruptedException {
    try {
      stop.get();
    } catch (ExecutionException e) {
      throw new IOException("a replica of Ratis did not stop: " + e.getCause(), e);
    }
  }
}
