package org.ackmark.quorum.log;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.commit.ListenerQueue;
import org.ackmark.wal.commit.Waiters;
import org.ackmark.wal.commit.Watermarks;

/**
 * Who waits for which record at which level, and for how long: nobody longer than the timeout.
 * Listeners are told by the workers for completions, in LSN order per level. Thread-safe.
 */
final class Acknowledgements {
  private static final int BATCH = 256;

  /** Where the log stands. */
  interface Source extends Watermarks {
    /** The last record that was appended. */
    long appendedLsn();

    /** Why nothing came in time. */
    IOException tooLate(long lsn, Level level);

    /** Sees to it that the record gets to that level; if it can't, those who wait are told. */
    void pursue(long lsn, Level level);
  }

  /** A listener that is told once: of the outcome, or that the time is over. */
  private static final class Waiting implements AckListener {
    private final AckListener listener;
    private final long lsn;
    private final Level level;
    private final long deadlineNs;
    private final AtomicBoolean told = new AtomicBoolean();

    Waiting(AckListener listener, long lsn, Level level, long deadlineNs) {
      this.listener = listener;
      this.lsn = lsn;
      this.level = level;
      this.deadlineNs = deadlineNs;
    }

    @Override
    public void completed(long at, IOException failure) {
      if (told.compareAndSet(false, true)) {
        listener.completed(at, failure);
      }
    }
  }

  private final Source source;
  private final Workers workers;
  private final Timer timer;
  private final long timeoutNs;
  private final Map<Level, ListenerQueue> queues = new EnumMap<>(Level.class);
  private final Map<Level, Waiters> waiters = new EnumMap<>(Level.class);
  private final Map<Level, Waiters.Settled> settled = new EnumMap<>(Level.class);
  private final Queue<Runnable> errands = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean delivering = new AtomicBoolean();

  private final Deque<Waiting> deadlines = new ArrayDeque<>(); // guarded by itself
  private boolean watching; // a deadline is set; guarded by deadlines

  private volatile Thread telling; // null while no listener is told
  private final Map<Level, Long> pursued = new EnumMap<>(Level.class); // of the telling thread

  private final AckListener[] batch = new AckListener[BATCH]; // of the completions worker
  private final long[] lsns = new long[BATCH];

  Acknowledgements(Source source, Workers workers, Timer timer, long timeoutNs) {
    this.source = source;
    this.workers = workers;
    this.timer = timer;
    this.timeoutNs = timeoutNs;
    for (Level level : Level.values()) {
      queues.put(level, new ListenerQueue());
      waiters.put(level, new Waiters());
      settled.put(level, lsn -> isSettled(lsn, level));
    }
  }

  private boolean isSettled(long lsn, Level level) {
    return lsn <= source.lsnAt(level)
        || source.ended() != null
        || lsn > source.appendedLsn(); // it was cut off
  }

  /** Has the listener told of that record. */
  void add(long lsn, Level level, AckListener listener) throws IOException {
    Waiting waiting;
    synchronized (deadlines) {
      waiting = new Waiting(listener, lsn, level, timer.nowNs() + timeoutNs);
      while (!deadlines.isEmpty() && deadlines.peek().told.get()) {
        deadlines.remove();
      }
      deadlines.add(waiting);
    }
    if (!queues.get(level).add(lsn, waiting)) {
      waiting.told.set(true);
      throw new WalClosedException("the log is closed, lsn=" + lsn);
    }
    if (lsn <= source.lsnAt(level) || source.ended() != null) {
      deliverSoon();
    }
    watchDeadlines();
  }

  private void watchDeadlines() {
    long delayNs;
    synchronized (deadlines) {
      if (watching || deadlines.isEmpty()) {
        return;
      }
      watching = true;
      delayNs = Math.max(0, deadlines.peek().deadlineNs - timer.nowNs());
    }
    timer.schedule(delayNs, this::expire);
  }

  private void expire() {
    synchronized (deadlines) {
      watching = false;
      while (!deadlines.isEmpty() && isOver(deadlines.peek())) {
        Waiting late = deadlines.remove();
        if (!late.told.get()) {
          errands.add(() -> tellLate(late));
        }
      }
    }
    deliverSoon();
    watchDeadlines();
  }

  private boolean isOver(Waiting waiting) {
    return waiting.told.get() || waiting.deadlineNs - timer.nowNs() <= 0;
  }

  private void tellLate(Waiting late) {
    ListenerQueue.tell(late, late.lsn, source.tooLate(late.lsn, late.level));
  }

  /**
   * Blocks until the record is at that level.
   *
   * @return false when the time was over, the log has ended, or the record was cut off
   */
  boolean await(long lsn, Level level) throws InterruptedException {
    if (!workers.mayBlock()) {
      throw new IllegalStateException("lsn=" + lsn + ": a listener, or a simulation, can't wait");
    }
    waiters.get(level).await(lsn, settled.get(level), System.nanoTime() + timeoutNs);
    return lsn <= source.lsnAt(level);
  }

  /** To be called when a mark has moved, or the log has ended. */
  void moved() {
    boolean listened = !errands.isEmpty();
    for (Level level : Level.values()) {
      if (!waiters.get(level).isEmpty()) {
        waiters.get(level).wake(settled.get(level));
      }
      listened |= !queues.get(level).isEmpty();
    }
    if (listened) { // whoever listens from now on looks at the marks himself
      deliverSoon();
    }
  }

  private void deliverSoon() {
    if (delivering.compareAndSet(false, true)) {
      workers.completions().execute(this::deliver);
    }
  }

  /**
   * Keeps in mind that the record is wanted at that level, if this is a listener that wants it: 64
   * of them who commit again are to be one message and one sync, and not a first one with a single
   * record, and a second one with those who were told meanwhile.
   *
   * @return false when this is not called by a listener
   */
  boolean pursueTogether(long lsn, Level level) {
    if (Thread.currentThread() != telling) {
      return false;
    }
    pursued.merge(level, lsn, Math::max);
    return true;
  }

  private void deliver() {
    delivering.set(false);
    telling = Thread.currentThread();
    try {
      tell();
    } finally {
      telling = null;
    }
    pursued.forEach((level, lsn) -> source.pursue(lsn, level));
    pursued.clear();
  }

  private void tell() {
    IOException ended = source.ended(); // before the marks: what was reached before that succeeds
    for (Level level : Level.values()) {
      deliver(queues.get(level), source.lsnAt(level), null);
      if (ended != null) {
        deliver(queues.get(level), Long.MAX_VALUE, ended);
      }
    }
    for (Runnable errand = errands.poll(); errand != null; errand = errands.poll()) {
      errand.run();
    }
  }

  private void deliver(ListenerQueue queue, long upTo, IOException failure) {
    int taken = queue.isEmpty() ? 0 : queue.take(upTo, batch, lsns);
    while (taken > 0) {
      for (int i = 0; i < taken; i++) {
        ListenerQueue.tell(batch[i], lsns[i], failure);
        batch[i] = null;
      }
      taken = queue.take(upTo, batch, lsns);
    }
  }

  /** Fails those who wait for what was cut off. */
  void cutAfter(long lsn) {
    IOException cut = new IOException("the log was cut after lsn=" + lsn);
    for (ListenerQueue queue : queues.values()) {
      queue.removeAbove(
          lsn, (listener, at) -> errands.add(() -> ListenerQueue.tell(listener, at, cut)));
    }
    moved();
  }

  /** The log has ended: tells all who still wait, and takes nobody any more. */
  void close() {
    queues.values().forEach(ListenerQueue::close);
    moved();
    if (!workers.mayBlock() && Thread.currentThread() != telling) {
      deliver();
    }
  }
}
