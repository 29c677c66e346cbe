package org.ackmark.quorum.check;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/**
 * Writes down what clients do while they do it: two clock readings and one atomic increment for an
 * operation, no lock, no object. Any number of threads may use it; one may invoke and another
 * complete the same operation. Rows live in chunks that double, so that a short history is small
 * and a long one (at most 2^30 operations) wastes at most half.
 *
 * <pre>
 *   long ticket = recorder.invoke(alice, "x", Kind.WRITE, 17);   // just before the call
 *   store.put(x, 17);                                            // the call
 *   recorder.ok(ticket);                                         // just after it; or fail, or info
 * </pre>
 */
public final class HistoryRecorder {
  private static final VarHandle STATE = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final int FIRST_CHUNK_BITS = 8;
  private static final int CHUNKS = 30 - FIRST_CHUNK_BITS;
  private static final long MOST_OPERATIONS = (1L << 30) - (1L << FIRST_CHUNK_BITS);

  private final LongSupplier nowNs;
  private final Map<String, Integer> keyNumbers = new ConcurrentHashMap<>();

  /** By number; guarded by itself. */
  private final List<String> keys = new ArrayList<>();

  private final AtomicLong next = new AtomicLong();
  private final AtomicReferenceArray<Columns> chunks = new AtomicReferenceArray<>(CHUNKS);

  private HistoryRecorder(LongSupplier nowNs) {
    this.nowNs = nowNs;
  }

  /**
   * Times are the clock's, counted from now.
   *
   * @param nowNs monotonic and the same for all threads, such as {@code System::nanoTime}
   */
  public static HistoryRecorder of(LongSupplier nowNs) {
    long originNs = nowNs.getAsLong();
    return new HistoryRecorder(() -> nowNs.getAsLong() - originNs);
  }

  /**
   * Like {@link #of}, and each time is later than the one recorded before it, by a nanosecond where
   * the clock stands still. For simulations, where what happens at the same virtual time still
   * happens in an order: equal times would count as concurrent and hide violations. Sound with many
   * threads too, at the price of one more contended increment.
   */
  public static HistoryRecorder ordered(LongSupplier nowNs) {
    long originNs = nowNs.getAsLong();
    AtomicLong last = new AtomicLong(-1);
    LongUnaryOperator advance = before -> Math.max(before + 1, nowNs.getAsLong() - originNs);
    return new HistoryRecorder(() -> last.updateAndGet(advance));
  }

  /**
   * An operation begins after this returns.
   *
   * @param value what is written, unique among the writes of this key; ignored for a read
   * @return names the operation when it ends
   */
  public long invoke(int client, String key, Kind kind, long value) {
    if (client < 0 || (kind == Kind.WRITE && value == Operation.ABSENT)) {
      throw new IllegalArgumentException("client=" + client + ", value=" + value);
    }
    int keyNumber = numberOf(key);
    long ticket = next.getAndIncrement();
    Columns chunk = chunkOf(ticket);
    int row = rowOf(ticket);
    chunk.client[row] = client;
    chunk.key[row] = keyNumber;
    chunk.write[row] = kind == Kind.WRITE;
    chunk.value[row] = kind == Kind.WRITE ? value : Operation.ABSENT;
    chunk.invokedNs[row] = nowNs.getAsLong();
    STATE.setRelease(chunk.state, row, Columns.OPEN);
    return ticket;
  }

  /** The write has succeeded. */
  public void ok(long ticket) {
    if (!chunkOf(ticket).write[rowOf(ticket)]) {
      throw new IllegalArgumentException("ticket=" + ticket + " is a read and returned no value");
    }
    complete(ticket, Outcome.OK, chunkOf(ticket).value[rowOf(ticket)]);
  }

  /** The read has returned that value; {@link Operation#ABSENT} for none. */
  public void ok(long ticket, long value) {
    if (chunkOf(ticket).write[rowOf(ticket)]) {
      throw new IllegalArgumentException("value=" + value + " returned by a write");
    }
    complete(ticket, Outcome.OK, value);
  }

  /** The operation did certainly not happen and never will. */
  public void fail(long ticket) {
    complete(ticket, Outcome.FAIL, chunkOf(ticket).value[rowOf(ticket)]);
  }

  /** Nobody knows: a timeout, an error. The same as never to complete it, with a time. */
  public void info(long ticket) {
    complete(ticket, Outcome.INFO, chunkOf(ticket).value[rowOf(ticket)]);
  }

  private void complete(long ticket, Outcome outcome, long value) {
    long completedNs = nowNs.getAsLong();
    Columns chunk = chunkOf(ticket);
    int row = rowOf(ticket);
    if ((byte) STATE.getAcquire(chunk.state, row) != Columns.OPEN) {
      throw new IllegalStateException("ticket=" + ticket + " was completed before");
    }
    chunk.value[row] = value;
    chunk.completedNs[row] = completedNs;
    STATE.setRelease(chunk.state, row, Columns.stateOf(outcome));
  }

  /**
   * What was recorded so far; what has not completed is indeterminate. Others may go on recording.
   * Outcomes are read before the invocations are counted: so each value that a read of this history
   * returned has its write in it.
   */
  public History history() {
    long completable = next.get();
    byte[] states = new byte[Math.toIntExact(completable)];
    for (int i = 0; i < states.length; i++) {
      states[i] = (byte) STATE.getAcquire(chunkOf(i).state, rowOf(i));
    }
    Columns columns = new Columns(Math.toIntExact(next.get()));
    for (int i = 0; i < columns.state.length; i++) {
      copy(i, i < states.length ? states[i] : Columns.OPEN, columns);
    }
    return new History(keyNames(), columns);
  }

  private void copy(int ticket, byte state, Columns to) {
    Columns chunk = chunkOf(ticket);
    int row = rowOf(ticket);
    while ((byte) STATE.getAcquire(chunk.state, row) == Columns.EMPTY) {
      Thread.onSpinWait(); // between its increment and its release another thread is in invoke
    }
    to.copyInvocation(ticket, chunk, row);
    boolean complete = state > Columns.OPEN;
    to.state[ticket] = complete ? state : Columns.stateOf(Outcome.INFO);
    to.completedNs[ticket] = complete ? chunk.completedNs[row] : Operation.NEVER;
    boolean hasValue = chunk.write[row] || state == Columns.stateOf(Outcome.OK);
    to.value[ticket] = hasValue ? chunk.value[row] : Operation.ABSENT;
  }

  private int numberOf(String key) {
    Integer number = keyNumbers.get(key);
    return number != null ? number : keyNumbers.computeIfAbsent(key, this::nextNumber);
  }

  private Integer nextNumber(String key) {
    synchronized (keys) {
      keys.add(key);
      return keys.size() - 1;
    }
  }

  private List<String> keyNames() {
    synchronized (keys) {
      return List.copyOf(keys);
    }
  }

  private Columns chunkOf(long ticket) {
    if (ticket < 0 || ticket >= MOST_OPERATIONS) {
      throw new IllegalArgumentException("ticket=" + ticket);
    }
    int number = bitsOf(ticket) - FIRST_CHUNK_BITS;
    Columns chunk = chunks.get(number);
    if (chunk == null) {
      chunks.compareAndSet(number, null, new Columns(1 << bitsOf(ticket)));
      chunk = chunks.get(number);
    }
    return chunk;
  }

  private static int rowOf(long ticket) {
    return (int) (shifted(ticket) - (1L << bitsOf(ticket)));
  }

  /** Chunk c, of 2^c rows, holds the tickets whose shifted number has c + 1 bits. */
  private static int bitsOf(long ticket) {
    return Long.SIZE - 1 - Long.numberOfLeadingZeros(shifted(ticket));
  }

  private static long shifted(long ticket) {
    return ticket + (1L << FIRST_CHUNK_BITS);
  }
}
