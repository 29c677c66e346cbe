package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.io.Joining;

/**
 * Runs listeners on the log's completion thread, which starts with the first listener. It spins
 * only for what a write to the page cache brings. While another thread waits for the device it
 * sleeps: a spinning thread makes the device of a virtual machine slower by more than a wake-up
 * costs, as its host runs the device on the same processors (measured: {@code fdatasync} 10 to 80 %
 * longer).
 */
final class Completions {
  private static final int BATCH = 256;

  /** Longer than a write to the page cache takes. */
  private static final long SPIN_NS = 20_000;

  private final Watermarks watermarks;
  private final Parking parking = new Parking();
  private final ListenerQueue received = new ListenerQueue();
  private final ListenerQueue written = new ListenerQueue();
  private final ListenerQueue synced = new ListenerQueue();
  private final AckListener[] batch = new AckListener[BATCH];
  private final long[] lsns = new long[BATCH];
  private final BooleanSupplier ready = this::isReady;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private volatile Thread thread;
  private volatile boolean closed;
  private volatile boolean tellsEarly; // some listener did not wait for a sync
  private Runnable told = () -> {};

  Completions(Watermarks watermarks) {
    this.watermarks = watermarks;
  }

  /** Has {@code action} run on the completion thread whenever it has told all there was to tell. */
  void whenTold(Runnable action) {
    told = action;
  }

  /** Adds a listener. */
  void add(long lsn, Level level, AckListener listener) throws IOException {
    if (level != Level.SYNCED && !tellsEarly) {
      tellsEarly = true;
    }
    if (thread == null) {
      start();
    }
    if (!queue(level).add(lsn, listener)) {
      throw new WalClosedException("the log is closed, lsn=" + lsn);
    }
    if (lsn <= watermarks.lsnAt(level) || watermarks.ended() != null) {
      parking.signal(); // else the move of the watermark will
    }
  }

  private synchronized void start() {
    if (thread == null && !closed) {
      thread = Thread.ofPlatform().daemon().name("ackmark-completions").start(this::work);
    }
  }

  private ListenerQueue queue(Level level) {
    return switch (level) {
      case RECEIVED -> received;
      case WRITTEN -> written;
      case SYNCED -> synced;
    };
  }

  /** The lowest LSN beyond the watermark of {@code level} for which a listener waits, if any. */
  long lowestAwaited(Level level) {
    return queue(level).lowestAbove(watermarks.lsnAt(level));
  }

  /** Whether any listener waits for {@code level}. */
  boolean awaits(Level level) {
    return !queue(level).isEmpty();
  }

  /** Whether the calling thread is the one that runs listeners. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Whether every listener of this log so far has waited for a sync. */
  boolean tellsOfSyncsOnly() {
    return !tellsEarly;
  }

  /** How many records have a listener for {@code level} that was not told yet. */
  int awaited(Level level) {
    return queue(level).size();
  }

  /** To be called when a watermark has moved, or the log has failed. */
  void signal() {
    parking.signal();
  }

  private boolean isReady() {
    return closed
        || !errands.isEmpty()
        || !received.isEmpty()
        || reached(written, Level.WRITTEN)
        || reached(synced, Level.SYNCED);
  }

  private boolean reached(ListenerQueue queue, Level level) {
    return !queue.isEmpty()
        && (queue.mayHave(watermarks.lsnAt(level)) || watermarks.ended() != null);
  }

  private void work() {
    while (!closed) {
      parking.await(ready, written.isEmpty() ? 0 : SPIN_NS);
      deliver(watermarks.ended());
      runErrands();
      told.run();
    }
    List.of(received, written, synced).forEach(ListenerQueue::close);
    IOException ended = watermarks.ended();
    deliver(
        ended != null
            ? ended
            : new WalClosedException("the log was closed before this level was reached"));
    runErrands();
  }

  private void runErrands() {
    for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
  }

  // How the log ended was read before the watermarks: what was reached before that succeeds.
  private void deliver(IOException ended) {
    deliver(received, Level.RECEIVED, ended);
    deliver(written, Level.WRITTEN, ended);
    deliver(synced, Level.SYNCED, ended);
  }

  private void deliver(ListenerQueue queue, Level level, IOException ended) {
    if (!queue.isEmpty()) {
      run(queue, watermarks.lsnAt(level), null);
    }
    if (ended != null) {
      run(queue, Long.MAX_VALUE, ended);
    }
  }

  /** Fails the listeners of records that were cut off. */
  void cutAfter(long lsn) {
    IOException cut = new IOException("the log was cut after lsn=" + lsn);
    for (ListenerQueue queue : List.of(received, written, synced)) {
      queue.removeAbove(
          lsn, (listener, at) -> errands.add(() -> ListenerQueue.tell(listener, at, cut)));
    }
    parking.signal();
  }

  private void run(ListenerQueue queue, long upTo, IOException failure) {
    int taken;
    while ((taken = queue.take(upTo, batch, lsns)) > 0) {
      for (int i = 0; i < taken; i++) {
        ListenerQueue.tell(batch[i], lsns[i], failure);
        batch[i] = null;
      }
    }
  }

  /**
   * Completes what waits: reached levels with success, the rest as closed; then ends the thread.
   */
  void close() {
    Thread running;
    synchronized (this) {
      closed = true;
      running = thread;
      if (running == null) { // nor will it start: a listener taken from now on would never be told
        List.of(received, written, synced).forEach(ListenerQueue::close);
      }
    }
    parking.signal();
    if (running != null && running != Thread.currentThread()) {
      Joining.uninterruptibly(running);
    }
  }
}
