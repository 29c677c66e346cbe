package org.ackmark.quorum.ratis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.api.AsyncApi;
import org.apache.ratis.client.retry.RequestTypeDependentRetryPolicy;
import org.apache.ratis.proto.RaftProtos.RaftClientRequestProto.TypeCase;
import org.apache.ratis.protocol.Message;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.exceptions.ReadException;
import org.apache.ratis.protocol.exceptions.ReadIndexException;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.retry.RetryPolicy;
import org.apache.ratis.util.JavaUtils;
import org.apache.ratis.util.TimeDuration;

/**
 * The connection to a group: one of Ratis' clients, and the next one when it has failed. Ratis
 * sends a client's requests in order, through a window; once a request was given up, the window is
 * broken and refuses every later one ({@code SlidingWindow.Client.fail}), also when the group is
 * well again.
 */
final class Clients implements AutoCloseable {
  /** One call of Ratis' client. */
  interface Request extends Function<AsyncApi, CompletableFuture<RaftClientReply>> {}

  private static final TimeDuration PAUSE = TimeDuration.valueOf(20, TimeUnit.MILLISECONDS);

  private final RatisGroup group;
  private final Duration timeout;
  private final AtomicReference<RaftClient> current;

  /** One less than Ratis' own limit, which waits for as long as it takes. */
  private final Semaphore inFlight = new Semaphore(Settings.MOST_IN_FLIGHT - 1);

  private final Executor soon;

  /** By then all requests of a client that was replaced have ended. */
  private final Executor late;

  private volatile boolean closed;

  Clients(RatisGroup group, Duration timeout) {
    this.group = group;
    this.timeout = timeout;
    this.current = new AtomicReference<>(client());
    this.soon = after(PAUSE.toLong(TimeUnit.MILLISECONDS));
    this.late = after(timeout.multipliedBy(2).toMillis());
  }

  private static Executor after(long ms) {
    return CompletableFuture.delayedExecutor(ms, TimeUnit.MILLISECONDS, Thread::startVirtualThread);
  }

  /**
   * Sends a request, which is tried again under the same identity for about the timeout. Blocks
   * while too many are in flight, no longer than the timeout.
   */
  CompletableFuture<Message> send(Request request) {
    try {
      if (!inFlight.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        return CompletableFuture.failedFuture(
            new IOException("more than " + (Settings.MOST_IN_FLIGHT - 1) + " requests in flight"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedFuture(new InterruptedIOException("interrupted; not sent"));
    }
    RaftClient used = current.get();
    return request
        .apply(used.async())
        .whenComplete((reply, failure) -> ended(used, failure))
        .thenApply(RaftClientReply::getMessage);
  }

  private void ended(RaftClient used, Throwable failure) {
    inFlight.release();
    if (failure != null && !closed) {
      replace(used);
    }
  }

  private void replace(RaftClient failed) {
    if (current.get().equals(failed)) {
      RaftClient fresh = client();
      boolean replaced = current.compareAndSet(failed, fresh);
      late.execute(() -> close(replaced ? failed : fresh));
    }
  }

  /** Sends a request that changes nothing; one that met an election is sent again. */
  CompletableFuture<Message> ask(Request request, long deadlineNs) {
    return send(request)
        .exceptionallyCompose(failure ->
            metElection(failure) && System.nanoTime() < deadlineNs && !closed
                ? CompletableFuture.runAsync(() -> {}, soon)
                    .thenCompose(pause -> ask(request, deadlineNs))
                : CompletableFuture.failedFuture(failure));
  }

  private static boolean metElection(Throwable failure) {
    Throwable cause = JavaUtils.unwrapCompletionException(failure);
    return cause instanceof ReadException || cause instanceof ReadIndexException;
  }

  private RaftClient client() {
    return RaftClient.newBuilder()
        .setRaftGroup(group.raft())
        .setProperties(Settings.client(timeout.dividedBy(4)))
        .setRetryPolicy(retries())
        .build();
  }

  private RetryPolicy retries() {
    RetryPolicy always = RetryPolicies.retryForeverWithSleep(PAUSE);
    TimeDuration limit = Settings.time(timeout);
    return RequestTypeDependentRetryPolicy.newBuilder()
        .setRetryPolicy(TypeCase.WRITE, always)
        .setRetryPolicy(TypeCase.READ, always)
        .setTimeout(TypeCase.WRITE, limit)
        .setTimeout(TypeCase.READ, limit)
        .build();
  }

  private static void close(RaftClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends what is under way with an error. */
  @Override
  public void close() throws IOException {
    closed = true;
    current.get().close();
  }
}
