package org.ackmark.bench.paired;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Wal;

/** So many writers that commit, each the next record when its last is acknowledged, for a while. */
final class ClosedLoop {
  private static final long LOOK_NS = 100_000_000;

  private final Wal log;
  private final ThreadKind kind;
  private final int writers;
  private final byte[] record;

  ClosedLoop(Wal log, Contest contest) {
    this.log = log;
    this.kind = contest.kind();
    this.writers = contest.writers();
    this.record = new byte[contest.recordBytes()];
    new SplittableRandom(writers).nextBytes(record); // a device that compresses gains nothing
  }

  /** What a slice did: acknowledged commits, and the time from the first to the last. */
  record Work(long commits, long elapsedNs) {}

  /** Runs for about {@code durationNs}; all that was submitted is acknowledged when it returns. */
  Work slice(long durationNs) throws IOException, InterruptedException {
    long start = System.nanoTime();
    long commits = kind == ThreadKind.CALLBACKS ? callbacks(durationNs) : threads(durationNs);
    return new Work(commits, System.nanoTime() - start);
  }

  private long threads(long durationNs) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + durationNs;
    LongAdder commits = new LongAdder();
    AtomicReference<Exception> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      Runnable writer = () -> write(deadline, commits, failure);
      threads.add(
          kind == ThreadKind.VIRTUAL
              ? Thread.ofVirtual().start(writer)
              : Thread.ofPlatform().start(writer));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    requireNone(failure.get());
    return commits.sum();
  }

  private void write(long deadline, LongAdder commits, AtomicReference<Exception> failure) {
    ByteBuffer own = ByteBuffer.wrap(record);
    long count = 0;
    try {
      while (System.nanoTime() - deadline < 0 && failure.get() == null) {
        log.commit(log.append(own));
        count++;
      }
    } catch (IOException | InterruptedException e) {
      failure.compareAndSet(null, e);
    }
    commits.add(count);
  }

  private long callbacks(long durationNs) throws IOException {
    Outstanding loop = new Outstanding(System.nanoTime() + durationNs, Thread.currentThread());
    loop.begin();
    while (loop.outstanding > 0) {
      LockSupport.parkNanos(LOOK_NS); // it is woken at the end
    }
    requireNone(loop.failure);
    return loop.commits;
  }

  private static void requireNone(Exception failure) throws IOException {
    if (failure != null) {
      throw new IOException("a writer failed: " + failure.getMessage(), failure);
    }
  }

  /** Keeps so many commits outstanding; runs on the log's completion thread, the client. */
  private final class Outstanding implements AckListener {
    private final long deadline;
    private final Thread starter;
    private final ByteBuffer own = ByteBuffer.wrap(record);
    private long commits; // read once nothing is outstanding
    private volatile int outstanding;
    private volatile Exception failure;

    Outstanding(long deadline, Thread starter) {
      this.deadline = deadline;
      this.starter = starter;
    }

    void begin() throws IOException {
      outstanding = writers;
      ByteBuffer first = ByteBuffer.wrap(record);
      for (int i = 0; i < writers; i++) {
        log.commit(log.append(first), this);
      }
    }

    @Override
    public void completed(long lsn, IOException cause) {
      if (cause == null) {
        commits++;
      } else {
        failure = cause;
      }
      try {
        if (cause == null && System.nanoTime() - deadline < 0) {
          log.commit(log.append(own), this);
          return;
        }
      } catch (IOException e) {
        failure = e;
      }
      end();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // by the completion thread alone
    private void end() {
      outstanding--;
      if (outstanding == 0) {
        LockSupport.unpark(starter);
      }
    }
  }
}
