package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.Versioned;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.util.JavaUtils;
import org.apache.ratis.util.function.CheckedFunction;

/**
 * A client of {@link RatisReplica}s: a key-value store on an elected leader and a majority. All of
 * {@link KeyValue} works, conditional writes, batches and scans too, since there is one order of
 * all writes.
 *
 * <p>A write is acknowledged when a majority has it in its log, at the level of its {@link
 * RatisSync}, and the leader has applied it. Every operation ends within the timeout. One that does
 * not reach the leader of a majority by then fails with an {@link IOException}; such a write is
 * indeterminate. Until then it is tried again, with every replica, under one identity, and takes
 * effect once: replicas remember the identities of the last minute. They forget them with a restart
 * from a snapshot or the installation of one; a write that is tried again after that, and within
 * its timeout, may take effect twice.
 *
 * <p>Any number of threads may use it. Stages complete on a thread of Ratis or of the timeout,
 * which must not be blocked.
 */
public final class RatisStore implements KeyValue {
  /** The largest batch: 4 MiB as a record, since an entry must fit into Ratis' write buffer. */
  public static final int MAX_RECORD_BYTES = 4 << 20;

  /** The most that one scan returns: 32 MiB, since it is one message. */
  public static final int MAX_SCAN_BYTES = 32 << 20;

  /** The longest timeout: replicas remember for a minute which writes they have seen. */
  public static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(100);

  private final RatisGroup group;
  private final RatisReads reads;
  private final Duration timeout;
  private final Clients clients;
  private volatile boolean closed;

  /**
   * A client; it connects when it is used.
   *
   * @param timeout 100 ms to {@link #MAX_TIMEOUT}
   */
  public RatisStore(RatisGroup group, RatisReads reads, Duration timeout) {
    if (timeout.compareTo(MIN_TIMEOUT) < 0 || timeout.compareTo(MAX_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "timeout=" + timeout + " is not within " + MIN_TIMEOUT + " to " + MAX_TIMEOUT);
    }
    this.group = group;
    this.reads = reads;
    this.timeout = timeout;
    this.clients = new Clients(group, timeout);
  }

  /** {@inheritDoc} Fails when no answer comes within the timeout. */
  @Override
  public boolean write(Batch batch) throws IOException, InterruptedException {
    return await(writeAsync(batch));
  }

  /**
   * {@inheritDoc} Blocks while 4,095 requests are in flight, no longer than the timeout.
   *
   * @throws IllegalArgumentException when the batch exceeds {@link #MAX_RECORD_BYTES}
   */
  @Override
  public CompletionStage<Boolean> writeAsync(Batch batch) {
    if (batch.encodedBytes() > MAX_RECORD_BYTES) {
      throw new IllegalArgumentException(
          "recordBytes=" + batch.encodedBytes() + " exceeds " + MAX_RECORD_BYTES);
    }
    if (closed) {
      return CompletableFuture.failedStage(closedFailure());
    }
    Message message = RatisCodec.write(batch);
    return within(clients.send(async -> async.send(message)), RatisCodec::tookEffect);
  }

  /** {@inheritDoc} Fails when no answer comes within the timeout. */
  @Override
  public Versioned read(Bytes key) throws IOException, InterruptedException {
    return await(readAsync(key));
  }

  /** Reads a key, without waiting. Blocks and fails like {@link #writeAsync}. */
  public CompletionStage<Versioned> readAsync(Bytes key) {
    return query(RatisCodec.read(key), RatisCodec::versioned);
  }

  /**
   * {@inheritDoc} All entries are of one point in the order of writes.
   *
   * @throws IOException also when they exceed {@link #MAX_SCAN_BYTES}
   */
  @Override
  public List<Entry> scan(Bytes from, Bytes to, int limit)
      throws IOException, InterruptedException {
    if (limit < 1) {
      throw new IllegalArgumentException("limit=" + limit + " is not at least 1");
    }
    return await(query(RatisCodec.scan(from, to, limit), RatisCodec::entries));
  }

  private <T> CompletionStage<T> query(
      Message message, CheckedFunction<Message, T, IOException> decode) {
    if (closed) {
      return CompletableFuture.failedStage(closedFailure());
    }
    Clients.Request request =
        reads == RatisReads.LINEARIZABLE
            ? async -> async.sendReadOnly(message)
            : async -> async.sendReadOnlyNonLinearizable(message);
    return within(clients.ask(request, System.nanoTime() + timeout.toNanos()), decode);
  }

  /** The decoded reply, or why there is none, as an {@link IOException}. */
  private <T> CompletionStage<T> within(
      CompletableFuture<Message> reply, CheckedFunction<Message, T, IOException> decode) {
    CompletableFuture<T> outcome = new CompletableFuture<>();
    CompletableFuture<Message> inTime =
        reply.copy().orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS);
    var _ =
        inTime.whenComplete((message, failure) -> {
          try {
            if (failure != null) {
              throw plain(JavaUtils.unwrapCompletionException(failure));
            }
            outcome.complete(decode.apply(message));
          } catch (IOException | RuntimeException e) {
            outcome.completeExceptionally(e);
          }
        });
    return outcome;
  }

  private IOException plain(Throwable failure) {
    return failure instanceof TimeoutException
        ? new IOException(
            "group=" + group.name() + ": no leader of a majority answered within " + timeout)
        : new IOException("group=" + group.name() + ": " + failure.getMessage(), failure);
  }

  private static IOException closedFailure() {
    return new IOException("the store is closed");
  }

  private static <T> T await(CompletionStage<T> stage) throws IOException, InterruptedException {
    try {
      return stage.toCompletableFuture().get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage(), e.getCause());
    }
  }

  /** Refuses later calls, and ends those under way with an error. */
  @Override
  public void close() throws IOException {
    closed = true;
    clients.close();
  }
}
