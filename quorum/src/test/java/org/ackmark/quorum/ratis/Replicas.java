package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** N replicas in this process, each on a port of the loopback and in a directory of its own. */
final class Replicas implements AutoCloseable {
  /** Small, and patient enough for a machine that does other things too. */
  static final RatisOptions SMALL =
      RatisOptions.DEFAULTS
          .withLog(RatisStore.MAX_RECORD_BYTES, 1_000_000)
          .withElection(Duration.ofMillis(400));

  static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Path directory;
  private final RatisOptions options;
  private final RatisGroup group;
  private final RatisReplica[] replicas; // null where one is down

  private Replicas(Path directory, int n, RatisOptions options) throws IOException {
    this.directory = directory;
    this.options = options;
    this.group = new RatisGroup("test-" + NAMES.incrementAndGet(), freeAddresses(n));
    this.replicas = new RatisReplica[n];
  }

  /** Starts them. */
  static Replicas start(Path directory, int n, RatisOptions options) throws IOException {
    Replicas all = new Replicas(directory, n, options);
    for (int i = 0; i < n; i++) {
      all.open(i);
    }
    return all;
  }

  /** Ports that were free a moment ago. */
  static List<InetSocketAddress> freeAddresses(int n) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < n; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(s -> (InetSocketAddress) s.getLocalSocketAddress()).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  RatisGroup group() {
    return group;
  }

  Path directory(int index) {
    return directory.resolve("r" + index);
  }

  void open(int index) throws IOException {
    replicas[index] = RatisReplica.open(group, index, directory(index), options);
  }

  /** Ends one without telling the others. */
  void stop(int index) throws IOException {
    replicas[index].close();
    replicas[index] = null;
  }

  RatisReplica get(int index) {
    return replicas[index];
  }

  List<RatisReplica> up() {
    return Arrays.stream(replicas).filter(Objects::nonNull).toList();
  }

  /** Waits for one that leads. */
  int leader() {
    await("a leader", () -> leading().findAny().isPresent());
    return leading().findAny().orElse(0);
  }

  private IntStream leading() {
    return IntStream.range(0, replicas.length)
        .filter(i -> replicas[i] != null && replicas[i].leads());
  }

  static void await(String what, BooleanSupplier condition) {
    long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadlineNs) {
        throw new AssertionError("waited a minute in vain for " + what);
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  RatisStore store() {
    return new RatisStore(group, RatisReads.LINEARIZABLE, TIMEOUT);
  }

  RatisStore store(RatisReads reads, Duration timeout) {
    return new RatisStore(group, reads, timeout);
  }

  @Override
  public void close() {
    stopAll();
  }

  /** Ends all that are up, at once: each takes a second to. */
  void stopAll() {
    IntStream.range(0, replicas.length)
        .filter(i -> replicas[i] != null)
        .mapToObj(i -> CompletableFuture.runAsync(() -> stopUnchecked(i)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private void stopUnchecked(int index) {
    try {
      stop(index);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
