package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Level;

/**
 * Listeners for each level of a log. Any number of threads may add; those who tell take turns, and
 * see to that themselves.
 */
final class Listeners {
  private static final int BATCH = 256;

  private final Watermarks watermarks;
  private final ListenerQueue received = new ListenerQueue();
  private final ListenerQueue written = new ListenerQueue();
  private final ListenerQueue synced = new ListenerQueue();
  private final AckListener[] batch = new AckListener[BATCH]; // of the one who tells
  private final long[] lsns = new long[BATCH];

  Listeners(Watermarks watermarks) {
    this.watermarks = watermarks;
  }

  private ListenerQueue queue(Level level) {
    return switch (level) {
      case RECEIVED -> received;
      case WRITTEN -> written;
      case SYNCED -> synced;
    };
  }

  private List<ListenerQueue> queues() {
    return List.of(received, written, synced);
  }

  /** False when they are closed. */
  boolean add(long lsn, Level level, AckListener listener) {
    return queue(level).add(lsn, listener);
  }

  /** Whether any waits for {@code level}. */
  boolean awaits(Level level) {
    return !queue(level).isEmpty();
  }

  /** How many records have one for {@code level}. */
  int awaited(Level level) {
    return queue(level).size();
  }

  /** The lowest LSN beyond the watermark of {@code level} that has one, if any. */
  long lowestAwaited(Level level) {
    return queue(level).lowestAbove(watermarks.lsnAt(level));
  }

  /** Whether there may be one to be told. */
  boolean isReached() {
    return !received.isEmpty() || reached(written, Level.WRITTEN) || reached(synced, Level.SYNCED);
  }

  private boolean reached(ListenerQueue queue, Level level) {
    return !queue.isEmpty()
        && (queue.mayHave(watermarks.lsnAt(level)) || watermarks.ended() != null);
  }

  /**
   * Tells those whose level is reached, and all others how the log ended.
   *
   * @param ended null while it works; to be read before this is called: what was reached before
   *     that succeeds
   */
  void tell(IOException ended) {
    tell(received, Level.RECEIVED, ended);
    tell(written, Level.WRITTEN, ended);
    tell(synced, Level.SYNCED, ended);
  }

  private void tell(ListenerQueue queue, Level level, IOException ended) {
    if (!queue.isEmpty()) {
      tellUpTo(watermarks.lsnAt(level), queue, null);
    }
    if (ended != null) {
      tellUpTo(Long.MAX_VALUE, queue, ended);
    }
  }

  private void tellUpTo(long lsn, ListenerQueue queue, IOException failure) {
    int taken;
    while ((taken = queue.take(lsn, batch, lsns)) > 0) {
      for (int i = 0; i < taken; i++) {
        ListenerQueue.tell(batch[i], lsns[i], failure);
        batch[i] = null;
      }
    }
  }

  /** Takes out those of records above {@code lsn}. */
  void removeAbove(long lsn, ObjLongConsumer<AckListener> removed) {
    queues().forEach(queue -> queue.removeAbove(lsn, removed));
  }

  /** Accepts none from now on. */
  void close() {
    queues().forEach(ListenerQueue::close);
  }
}
