package org.ackmark.wal.commit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A long that shares no cache line with anything else: what one side of the ring writes for each
 * record would otherwise evict what the other side reads.
 */
final class PaddedLong {
  private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

  /** Longs of two cache lines, since the hardware fetches lines in pairs. */
  private static final int PADDING = 16;

  private final long[] padded = new long[2 * PADDING + 1];

  /** The value, as a thread that also writes it sees it. */
  long plain() {
    return padded[PADDING];
  }

  /** The value, and all that was written before it was set. */
  long get() {
    return (long) ELEMENT.getVolatile(padded, PADDING);
  }

  /** Sets it for the writing thread alone. */
  void setPlain(long value) {
    padded[PADDING] = value;
  }

  /** Sets it, after all that was written before. */
  void set(long value) {
    ELEMENT.setVolatile(padded, PADDING, value);
  }

  /** Like {@link #set}, without waiting until every other thread can see it. */
  void setRelease(long value) {
    ELEMENT.setRelease(padded, PADDING, value);
  }

  /** Sets it to {@code to} if it is {@code from}; may fail for no reason. */
  boolean weakCompareAndSetAcquire(long from, long to) {
    return ELEMENT.weakCompareAndSetAcquire(padded, PADDING, from, to);
  }
}
