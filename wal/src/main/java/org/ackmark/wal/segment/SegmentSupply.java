package org.ackmark.wal.segment;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.Joining;
import org.ackmark.wal.io.NoSpaceException;

/**
 * Keeps the next segment ready, so that a roll waits for no zero-filling, and retires old ones.
 * Works on one background thread. A full disk matters only once the active segment is full: until
 * then the background tries again. Any other failure there is thrown when the segment is asked for.
 * Thread-safe.
 */
final class SegmentSupply implements Closeable {
  private static final long RETRY_MS = 100;

  private final SegmentFiles files;
  private final Thread thread;
  private final Queue<Segment> retired = new ArrayDeque<>(); // guarded by this
  private SegmentHeader wanted; // guarded by this; the header of the next segment, unless ready
  private boolean making; // guarded by this
  private Segment ready; // guarded by this
  private IOException failure; // guarded by this
  private boolean closed; // guarded by this

  SegmentSupply(SegmentFiles files) {
    this.files = files;
    this.thread = Thread.ofPlatform().daemon().name("ackmark-segments").start(this::work);
  }

  /** Starts preparing the segment of {@code header}. */
  synchronized void prepare(SegmentHeader header) {
    wanted = header;
    notifyAll();
  }

  /**
   * The segment that was last asked for; makes it now if the background has not, or could not.
   *
   * @param entryBytes the least room it must have
   */
  Segment take(long entryBytes) throws IOException {
    SegmentHeader header;
    synchronized (this) {
      awaitReadyOrIdle();
      requireWorking();
      if (ready != null && entryBytes <= files.roomBytes()) {
        Segment segment = ready;
        ready = null;
        return segment;
      }
      header = ready != null ? skip() : wanted;
      wanted = null;
    }
    return files.make(header, entryBytes);
  }

  // A segment that is too small for the next entry stays empty; a larger one gets the next number.
  private SegmentHeader skip() {
    SegmentHeader header = ready.header();
    retired.add(ready);
    ready = null;
    notifyAll();
    return header.withNumber(header.number() + 1);
  }

  /** Gives up the prepared segment, for a cut: its epoch is over. Null when there is none. */
  synchronized Segment cancel() {
    awaitIdle();
    wanted = null;
    Segment segment = ready;
    ready = null;
    return segment;
  }

  /** The prepared segment; one without room when the background has made none yet. */
  Segment takeShort() throws IOException {
    SegmentHeader header;
    synchronized (this) {
      awaitIdle();
      requireWorking();
      header = wanted;
      Segment segment = cancel();
      if (segment != null) {
        return segment;
      }
    }
    return files.makeShort(header);
  }

  private void requireWorking() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Takes segments out of the log, soon. They must not be needed for recovery any more. */
  synchronized void retire(Iterable<Segment> segments) {
    segments.forEach(retired::add);
    notifyAll();
  }

  private void awaitIdle() {
    await(() -> !making);
  }

  // On a full disk the next segment gets the room of those that are about to be retired.
  private void awaitReadyOrIdle() {
    await(() -> !making && (ready != null || retired.isEmpty()));
  }

  private synchronized void await(BooleanSupplier condition) {
    boolean interrupted = false;
    while (!condition.getAsBoolean()) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // a caller's interrupt must not tear the log
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    while (true) {
      Segment old;
      SegmentHeader header;
      synchronized (this) {
        while (!closed && wanted == null && retired.isEmpty()) {
          waitQuietly(0);
        }
        if (closed) {
          return;
        }
        old = retired.poll();
        header = old == null ? wanted : null;
        making = true;
      }
      Segment made = attempt(old, header);
      synchronized (this) {
        making = false;
        if (made != null) {
          ready = made;
          wanted = null;
        }
        notifyAll();
        if (header != null && made == null) {
          waitQuietly(RETRY_MS); // the disk is full, perhaps: no hurry
        }
      }
    }
  }

  private Segment attempt(Segment old, SegmentHeader header) {
    try {
      if (old != null) {
        files.retire(old);
        return null;
      }
      return files.make(header, 0);
    } catch (NoSpaceException e) {
      return null; // tried again
    } catch (IOException e) {
      fail(e);
      return null;
    }
  }

  private synchronized void fail(IOException cause) {
    failure = failure == null ? cause : failure;
    wanted = null;
  }

  @SuppressWarnings("WaitNotInLoop") // its callers look again
  private void waitQuietly(long maxMs) {
    try {
      wait(maxMs);
    } catch (InterruptedException e) {
      // nobody interrupts this thread to stop it; close does
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      awaitIdle();
      closed = true;
      notifyAll();
    }
    Joining.uninterruptibly(thread);
  }
}
