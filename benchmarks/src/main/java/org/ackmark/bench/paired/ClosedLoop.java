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
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Wal;

/**
 * So many writers that commit, each the next record when its last is acknowledged, for a while. A
 * commit is timed from before its append; of threads, which are alike, those of the first one are.
 */
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

  /**
   * What a slice did.
   *
   * @param commits acknowledged
   * @param elapsedNs the time from the first to the last
   * @param p50Ns median time of a commit
   */
  record Work(long commits, long elapsedNs, long p50Ns) {}

  /** Runs for about {@code durationNs}; all that was submitted is acknowledged when it returns. */
  Work slice(long durationNs) throws IOException, InterruptedException {
    long start = System.nanoTime();
    LatencyHistogram times = new LatencyHistogram();
    long commits =
        kind == ThreadKind.CALLBACKS ? callbacks(durationNs, times) : threads(durationNs, times);
    return new Work(commits, System.nanoTime() - start, times.nsOfShare(0.5));
  }

  private long threads(long durationNs, LatencyHistogram times)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + durationNs;
    LongAdder commits = new LongAdder();
    AtomicReference<Exception> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < writers; i++) {
      LatencyHistogram own = i == 0 ? times : null;
      Runnable writer = () -> write(deadline, commits, failure, own);
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

  /** Commits one after the other; {@code times} is null if they are not timed. */
  private void write(
      long deadline,
      LongAdder commits,
      AtomicReference<Exception> failure,
      LatencyHistogram times) {
    ByteBuffer own = ByteBuffer.wrap(record);
    long count = 0;
    try {
      while (System.nanoTime() - deadline < 0 && failure.get() == null) {
        long startNs = System.nanoTime();
        log.commit(log.append(own));
        if (times != null) {
          times.record(System.nanoTime() - startNs);
        }
        count++;
      }
    } catch (IOException | InterruptedException e) {
      failure.compareAndSet(null, e);
    }
    commits.add(count);
  }

  private long callbacks(long durationNs, LatencyHistogram times) throws IOException {
    Outstanding loop = new Outstanding(System.nanoTime() + durationNs, times);
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
    private final LatencyHistogram times;
    private final Thread starter = Thread.currentThread();
    private final long[] startedNs = new long[writers]; // by LSN: at most so many are under way
    private final ByteBuffer own = ByteBuffer.wrap(record);
    private long commits; // read once nothing is outstanding
    private volatile int outstanding;
    private volatile Exception failure;

    Outstanding(long deadline, LatencyHistogram times) {
      this.deadline = deadline;
      this.times = times;
    }

    void begin() throws IOException {
      outstanding = writers;
      ByteBuffer first = ByteBuffer.wrap(record);
      for (int i = 0; i < writers; i++) {
        submit(first);
      }
    }

    private void submit(ByteBuffer next) throws IOException {
      long nowNs = System.nanoTime();
      long lsn = log.append(next);
      startedNs[slot(lsn)] = nowNs;
      log.commit(lsn, this);
    }

    private int slot(long lsn) {
      return (int) (lsn % writers);
    }

    @Override
    public void completed(long lsn, IOException cause) {
      if (cause == null) {
        commits++;
        times.record(System.nanoTime() - startedNs[slot(lsn)]);
      } else {
        failure = cause;
      }
      try {
        if (cause == null && System.nanoTime() - deadline < 0) {
          submit(own);
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
