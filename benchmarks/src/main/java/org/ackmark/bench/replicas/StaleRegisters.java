package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ackmark.bench.node.Closing;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Replication;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.predict.StaleReads;
import org.ackmark.quorum.register.ReadRepair;
import org.ackmark.quorum.register.RegisterOptions;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;

/**
 * A client of registers on N replicas that writes, waits until W have acknowledged and then reads
 * from R, which repair nothing: last writer wins, one writer. The client is none of the replicas,
 * as one of its own would always be the first to answer it. Before the next write every replica has
 * answered the last one and the read, so that writes never overlap. For one thread.
 */
public final class StaleRegisters implements AutoCloseable {
  private static final Bytes KEY = Bytes.utf8("k");
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** Of code that is cold, here and in each replica; they are not counted. */
  private static final int COLD_ROUNDS = 100;

  private static final long COLD_NS = 3_000_000_000L;

  private final Replication replication;
  private final LocalTimer timer = new LocalTimer();
  private final Nodes nodes;
  private final TimedNetwork network;
  private final RegisterStore store;
  private final Deque<AutoCloseable> opened = new ArrayDeque<>(); // the last first
  private long written;

  /**
   * Opens the replicas; blocks until they are.
   *
   * @param lagNs how long the writes to the first replica are held, by this program: emulated; 0
   *     for not
   * @param options of each replica's log
   * @param directory in which each replica of this machine has a folder
   * @param hosts where replicas are that are elsewhere; null for none
   */
  public StaleRegisters(
      Replication replication,
      long lagNs,
      WalOptions options,
      Path directory,
      Disks disks,
      Hosts hosts)
      throws IOException, InterruptedException {
    this.replication = replication;
    this.nodes = Whereabouts.withClient(replication, directory, disks, hosts);
    opened.push(timer);
    opened.push(nodes);
    openAll(new Part(Part.Role.REGISTERS, options, replication.quorum().level(), false));
    Network links = Replicas.emulated(replication.link(), nodes.network(), timer);
    NodeId first = nodes.elsewhere().getFirst();
    network = new TimedNetwork(lagNs == 0 ? links : new LaggingReplica(links, timer, first, lagNs));
    RegisterOptions registers =
        RegisterOptions.lww(nodes.elsewhere(), replication.quorum(), ReadRepair.NONE);
    store = new RegisterStore(nodes.here(), 0, registers.withTimeout(TIMEOUT), network, timer);
    opened.push(store);
  }

  private void openAll(Part part) throws IOException, InterruptedException {
    boolean done = false;
    try {
      nodes.serve((_, _, _) -> {}); // nobody asks a client
      for (NodeId node : nodes.elsewhere()) {
        nodes.open(node, part);
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /**
   * Reads so often so long after each write; blocks until that is done. What is to come after which
   * is drawn anew each round, so that a machine that gets slower does so for all alike.
   *
   * @param aftersNs how long after an acknowledgement reads begin, each once
   * @param reads how many for each
   * @param valueBytes at least 8
   * @throws IOException when a replica does not answer in time
   */
  public List<StaleStep> measure(List<Long> aftersNs, int reads, int valueBytes, long seed)
      throws IOException, InterruptedException {
    Random random = new Random(seed);
    long startNs = System.nanoTime();
    for (int i = 0; i < COLD_ROUNDS && System.nanoTime() - startNs < COLD_NS; i++) {
      trial(aftersNs.get(i % aftersNs.size()), valueBytes);
    }
    Map<Long, List<StaleStep.Trial>> trials = new LinkedHashMap<>();
    aftersNs.forEach(after -> trials.put(after, new ArrayList<>()));
    List<Long> round = new ArrayList<>(aftersNs);
    for (int i = 0; i < reads; i++) {
      Collections.shuffle(round, random);
      for (long afterNs : round) {
        trials.get(afterNs).add(trial(afterNs, valueBytes));
      }
    }
    return trials.entrySet().stream()
        .map(step -> StaleStep.of(replication.quorum(), step.getKey(), step.getValue(), seed))
        .toList();
  }

  private StaleStep.Trial trial(long afterNs, int valueBytes)
      throws IOException, InterruptedException {
    Bytes value = Bytes.of(ByteBuffer.allocate(valueBytes).putLong(0, ++written));
    TimedNetwork.Answers answers = network.next(replication.quorum().n(), replication.quorum().w());
    Read read =
        awaited(
            store
                .writeAsync(Batch.put(KEY, value))
                .thenCompose(_ -> waited(afterNs))
                .thenCompose(_ -> read(value)));
    answers.awaitAll(TIMEOUT.toNanos());
    List<StaleReads.Way> replicas =
        nodes.elsewhere().stream()
            .map(node -> StaleStep.way(answers.storeNs(node), answers.queryNs(node)))
            .toList();
    return new StaleStep.Trial(read.beganNs - answers.acknowledgedNs(), read.stale, replicas);
  }

  private record Read(long beganNs, boolean stale) {}

  private CompletionStage<Void> waited(long afterNs) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    if (afterNs == 0) {
      over.complete(null); // the read is sent where the acknowledgement came
    } else {
      timer.schedule(afterNs, () -> over.complete(null));
    }
    return over;
  }

  private CompletionStage<Read> read(Bytes newest) {
    long beganNs = System.nanoTime();
    return store
        .readAsync(KEY)
        .thenApply(found -> new Read(beganNs, !found.value().equals(Optional.of(newest))));
  }

  private static <T> T awaited(CompletionStage<T> stage) throws IOException, InterruptedException {
    try {
      return stage.toCompletableFuture().get(2 * TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new NodeException("a write or its read has failed: " + e.getCause().getMessage());
    } catch (TimeoutException e) {
      throw new NodeException("a write and its read have not ended: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    List<AutoCloseable> all = List.copyOf(opened);
    opened.clear();
    Closing.all(all);
  }
}
