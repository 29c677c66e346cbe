package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.ackmark.wal.AckListener;

/**
 * Listeners for one level, by LSN. Dense LSNs make it an array: a slot for each LSN from the lowest
 * that may have a listener. Thread-safe.
 */
public final class ListenerQueue {
  private static final int INITIAL_SLOTS = 1024;

  /** The listeners of one LSN, in the order they came; guarded by the queue until it is taken. */
  private static final class Several implements AckListener {
    private final List<AckListener> listeners = new ArrayList<>();

    Several(AckListener first, AckListener second) {
      listeners.add(first);
      listeners.add(second);
    }

    @Override
    public void completed(long lsn, IOException failure) {
      listeners.forEach(listener -> tell(listener, lsn, failure));
    }
  }

  private AckListener[] slots = new AckListener[INITIAL_SLOTS];
  private long highest; // highest LSN with a listener, while there is any
  private volatile long lowest; // no listener has a lower LSN
  private volatile int occupied; // slots with a listener
  private boolean closed;

  /** A queue without listeners. */
  public ListenerQueue() {}

  /**
   * Adds a listener; several for one LSN run in the order they came.
   *
   * @return false when the queue is closed
   */
  public synchronized boolean add(long lsn, AckListener listener) {
    if (closed) {
      return false;
    }
    if (occupied == 0) {
      lowest = lsn;
      highest = lsn;
    }
    reserve(Math.min(lowest, lsn), Math.max(highest, lsn));
    int slot = slot(lsn);
    switch (slots[slot]) {
      case null -> {
        slots[slot] = listener;
        occupied++;
      }
      case Several several -> several.listeners.add(listener);
      case AckListener other -> slots[slot] = new Several(other, listener);
    }
    return true;
  }

  /** Accepts no listener from now on. */
  public synchronized void close() {
    closed = true;
  }

  /** Calls a listener; what it throws goes to the thread's handler. */
  public static void tell(AckListener listener, long lsn, IOException failure) {
    try {
      listener.completed(lsn, failure);
    } catch (RuntimeException | Error e) {
      Thread current = Thread.currentThread();
      current.getUncaughtExceptionHandler().uncaughtException(current, e);
    }
  }

  private void reserve(long newLowest, long newHighest) {
    if (newHighest - newLowest >= slots.length) {
      int size = slots.length;
      while (newHighest - newLowest >= size) {
        size = Math.multiplyExact(size, 2);
      }
      AckListener[] larger = new AckListener[size];
      for (long lsn = lowest; lsn <= highest; lsn++) {
        larger[(int) lsn & (size - 1)] = slots[slot(lsn)];
      }
      slots = larger;
    }
    lowest = newLowest;
    highest = newHighest;
  }

  private int slot(long lsn) {
    return (int) lsn & (slots.length - 1);
  }

  /** Whether no listener waits. */
  public boolean isEmpty() {
    return occupied == 0;
  }

  /** How many LSNs have a listener. */
  int size() {
    return occupied;
  }

  /** Whether a listener at or below {@code lsn} may be there to be taken. */
  boolean mayHave(long lsn) {
    return occupied > 0 && lowest <= lsn;
  }

  /** The lowest LSN above {@code lsn} that has a listener; {@link Long#MAX_VALUE} when none has. */
  synchronized long lowestAbove(long lsn) {
    if (occupied > 0) {
      for (long next = Math.max(lowest, lsn + 1); next <= highest; next++) {
        if (slots[slot(next)] != null) {
          return next;
        }
      }
    }
    return Long.MAX_VALUE;
  }

  /** Takes out the listeners of every LSN above {@code lsn}. */
  public synchronized void removeAbove(long lsn, ObjLongConsumer<AckListener> removed) {
    for (long next = Math.max(lowest, lsn + 1); occupied > 0 && next <= highest; next++) {
      AckListener listener = slots[slot(next)];
      if (listener != null) {
        slots[slot(next)] = null;
        occupied--;
        removed.accept(listener, next);
      }
    }
    highest = Math.min(highest, lsn);
  }

  /**
   * Takes listeners at or below {@code upTo}, lowest first, as many as fit.
   *
   * @return how many were taken
   */
  public synchronized int take(long upTo, AckListener[] listeners, long[] lsns) {
    int taken = 0;
    long lsn = lowest;
    int left = occupied;
    for (; left > 0 && lsn <= upTo && taken < listeners.length; lsn++) {
      int slot = slot(lsn);
      if (slots[slot] != null) {
        listeners[taken] = slots[slot];
        lsns[taken++] = lsn;
        slots[slot] = null;
        left--;
      }
    }
    occupied = left;
    lowest = lsn;
    return taken;
  }
}
