package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.io.Joining;

/**
 * Runs listeners on the log's completion thread, which starts with the first listener; {@linkplain
 * AckListener.Brief brief} ones on whichever thread has moved a watermark. The completion thread
 * spins only for what a write to the page cache brings. While another thread waits for the device
 * it sleeps: a spinning thread makes the device of a virtual machine slower by more than a wake-up
 * costs, as its host runs the device on the same processors (measured: {@code fdatasync} 10 to 80 %
 * longer).
 */
final class Completions {
  /** Longer than a write to the page cache takes. */
  private static final long SPIN_NS = 20_000;

  private final Watermarks watermarks;
  private final Parking parking = new Parking();
  private final Listeners listeners;
  private final Listeners brief;
  private final AtomicBoolean tellingBrief = new AtomicBoolean();
  private final BooleanSupplier ready = this::isReady;
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private volatile Thread thread;
  private volatile boolean closed;
  private volatile boolean tellsEarly; // some listener did not wait for a sync
  private Runnable told = () -> {};

  Completions(Watermarks watermarks) {
    this.watermarks = watermarks;
    this.listeners = new Listeners(watermarks);
    this.brief = new Listeners(watermarks);
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
    Listeners those = listener instanceof AckListener.Brief ? brief : listeners;
    if (!those.add(lsn, level, listener)) {
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

  /** The lowest LSN beyond the watermark of {@code level} for which a listener waits, if any. */
  long lowestAwaited(Level level) {
    return Math.min(listeners.lowestAwaited(level), brief.lowestAwaited(level));
  }

  /** Whether any listener waits for {@code level}. */
  boolean awaits(Level level) {
    return listeners.awaits(level) || brief.awaits(level);
  }

  /** Whether the calling thread is the one that runs listeners. */
  boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /** Whether every listener of this log so far has waited for a sync. */
  boolean tellsOfSyncsOnly() {
    return !tellsEarly;
  }

  /** About how many records have a listener for {@code level} that was not told yet. */
  int awaited(Level level) {
    return Math.max(listeners.awaited(level), brief.awaited(level));
  }

  /**
   * To be called when a watermark has moved, or the log has failed. Tells brief listeners, unless
   * it has failed: who fails it may hold its locks.
   */
  void signal() {
    while (watermarks.ended() == null
        && brief.isReached()
        && tellingBrief.compareAndSet(false, true)) { // who tells looks again
      tellBrief(null);
    }
    if (isReady()) {
      parking.signal();
    }
  }

  /** For who has the turn. */
  private void tellBrief(IOException ended) {
    try {
      brief.tell(ended);
    } finally {
      tellingBrief.set(false);
    }
  }

  private boolean isReady() {
    return closed || !errands.isEmpty() || listeners.isReached() || brief.isReached();
  }

  private void work() {
    while (!closed) {
      parking.await(ready, listeners.awaits(Level.WRITTEN) ? SPIN_NS : 0);
      tell(watermarks.ended());
      told.run();
    }
    listeners.close();
    brief.close();
    IOException ended = watermarks.ended();
    tell(
        ended != null
            ? ended
            : new WalClosedException("the log was closed before this level was reached"));
  }

  private void tell(IOException ended) {
    if (brief.isReached() || ended != null) {
      while (!tellingBrief.compareAndSet(false, true)) {
        Parking.pause(); // they are brief
      }
      tellBrief(ended);
    }
    listeners.tell(ended);
    for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
  }

  /** Fails the listeners of records that were cut off. */
  void cutAfter(long lsn) {
    IOException cut = new IOException("the log was cut after lsn=" + lsn);
    for (Listeners those : new Listeners[] {listeners, brief}) {
      those.removeAbove(
          lsn, (listener, at) -> errands.add(() -> ListenerQueue.tell(listener, at, cut)));
    }
    parking.signal();
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
        listeners.close();
        brief.close();
      }
    }
    parking.signal();
    if (running != null && running != Thread.currentThread()) {
      Joining.uninterruptibly(running);
    }
  }
}
