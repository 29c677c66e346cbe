package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.HistoryRecorder;
import org.ackmark.quorum.check.Kind;
import org.ackmark.quorum.check.Operation;
import org.ackmark.quorum.log.TooFewReplicasException;
import org.ackmark.quorum.register.QuorumNotReachedException;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;

/**
 * Clients that put and get keys of a store, one operation after another, and write down what they
 * did and were told. Every value is written once, so that a checker can tell who read what.
 * Immutable.
 *
 * @param clients how many there are, each a virtual thread
 * @param keys how many registers they share
 * @param operations how many they do, all together
 * @param getPercent how many of a hundred are gets
 * @param seed of their choices
 */
public record RecordedClients(int clients, int keys, long operations, int getPercent, long seed) {
  private static final int CLIENT_SHIFT = 40;

  /**
   * Does it; blocks until all are done.
   *
   * @throws IOException what a client was told that is no lost quorum: then the store is at fault
   */
  public History on(KeyValue store) throws IOException, InterruptedException {
    try (Working working = workOn(store)) {
      return working.await();
    }
  }

  /** Begins it. */
  public Working workOn(KeyValue store) {
    return new Working(store);
  }

  /** Clients at work; for one thread. */
  public final class Working implements AutoCloseable {
    private final HistoryRecorder recorder = HistoryRecorder.of(System::nanoTime);
    private final AtomicLong left = new AtomicLong(operations);
    private final List<Future<Void>> running = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Working(KeyValue store) {
      for (int i = 0; i < clients; i++) {
        Client client = new Client(i, store, recorder);
        running.add(
            threads.submit(() -> {
              while (left.getAndDecrement() > 0) {
                client.operate();
              }
              return null;
            }));
      }
    }

    /** Blocks until all is done. */
    History await() throws IOException, InterruptedException {
      for (Future<Void> one : running) {
        outcome(one);
      }
      return recorder.history();
    }

    /** Has each client finish what it is at, and blocks until they have. */
    public History stop() throws IOException, InterruptedException {
      left.set(0);
      return await();
    }

    @Override
    public void close() {
      left.set(0);
      threads.close();
    }
  }

  private static void outcome(Future<Void> client) throws IOException, InterruptedException {
    try {
      client.get();
    } catch (ExecutionException e) {
      throw new IOException("a client failed: " + e.getCause(), e.getCause());
    }
  }

  /** For one thread. */
  private final class Client {
    private final int number;
    private final KeyValue store;
    private final HistoryRecorder recorder;
    private final SplittableRandom random;
    private long written;

    Client(int number, KeyValue store, HistoryRecorder recorder) {
      this.number = number;
      this.store = store;
      this.recorder = recorder;
      this.random = new SplittableRandom(seed + number);
    }

    void operate() throws IOException, InterruptedException {
      String key = "k" + random.nextInt(keys);
      if (random.nextInt(100) < getPercent) {
        get(key);
      } else {
        put(key);
      }
    }

    private void get(String key) throws IOException, InterruptedException {
      long ticket = recorder.invoke(number, key, Kind.READ, Operation.ABSENT);
      try {
        Optional<Bytes> found = store.get(Bytes.utf8(key));
        recorder.ok(ticket, found.map(Client::value).orElse(Operation.ABSENT));
      } catch (QuorumNotReachedException e) {
        recorder.fail(ticket);
      }
    }

    private void put(String key) throws IOException, InterruptedException {
      written++;
      long value = ((number + 1L) << CLIENT_SHIFT) + written;
      long ticket = recorder.invoke(number, key, Kind.WRITE, value);
      try {
        store.put(Bytes.utf8(key), bytes(value));
        recorder.ok(ticket);
      } catch (QuorumNotReachedException e) {
        if (e.mayHaveTakenEffect()) {
          recorder.info(ticket);
        } else {
          recorder.fail(ticket);
        }
      } catch (TooFewReplicasException e) {
        recorder.info(ticket);
      }
    }

    private static Bytes bytes(long value) {
      return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(value).flip());
    }

    private static long value(Bytes bytes) {
      return bytes.toBuffer().getLong();
    }
  }
}
