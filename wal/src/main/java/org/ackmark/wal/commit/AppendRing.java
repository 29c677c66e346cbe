package org.ackmark.wal.commit;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.zip.CRC32C;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.format.EntryType;

/**
 * The memory between appenders and the writer. An appender claims an LSN and room under a spin lock
 * held for a few instructions, copies and checksums its record beside the others, and publishes it;
 * the writer takes the published ones in LSN order and releases their room.
 *
 * <p>Any number of appenders; one drainer at a time (the holder of the log's I/O lock). Records too
 * large for the ring get memory of their own.
 */
final class AppendRing {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int PAGE_BYTES = 4096;

  /** Small next to a group's time on the device, large next to a claim's. */
  private static final int SPINS_BEFORE_YIELD = 100;

  /** Memory that oversized records may hold at a time: two of the largest. */
  private static final long MAX_OVERSIZED_BYTES = 2L * EntryHeader.MAX_PAYLOAD_BYTES + PAGE_BYTES;

  /** Set in a slot whose record has memory of its own; positions are multiples of 8. */
  private static final long OVERSIZED = 1;

  /** What one appender needs for its checksums; a new one for each would be garbage. */
  private record Scratch(ByteBuffer view, CRC32C crc) {}

  private final ByteBuffer bytes;
  private final MemorySegment memory;
  private final int capacity;
  private final int oversizedFrom;
  private final long[] slots; // by LSN: position of a published record
  private final int slotMask;
  private final ConcurrentMap<Long, MemorySegment> oversized = new ConcurrentHashMap<>();
  private final ThreadLocal<Scratch> scratches;

  private final PaddedLong claiming = new PaddedLong(); // 1 while an appender claims

  // written under the spin lock
  private final PaddedLong tail = new PaddedLong();
  private final PaddedLong appendedLsn = new PaddedLong();
  private long oversizedBytes;
  private boolean closed;

  // written by the drainer
  private final PaddedLong head = new PaddedLong();
  private final PaddedLong releasedLsn = new PaddedLong();
  private final PaddedLong cursor = new PaddedLong();
  private final PaddedLong cursorLsn = new PaddedLong();

  /**
   * An empty ring.
   *
   * @param capacity bytes, a power of two
   * @param lastLsn the LSN before the first that it will give
   */
  AppendRing(int capacity, long lastLsn) {
    this.capacity = capacity;
    this.oversizedFrom = capacity / 4;
    this.bytes = ByteBuffer.allocateDirect(capacity + PAGE_BYTES).alignedSlice(PAGE_BYTES);
    this.memory = MemorySegment.ofBuffer(bytes);
    this.slots = new long[Math.max(64, capacity / 64)];
    this.slotMask = slots.length - 1;
    this.scratches = ThreadLocal.withInitial(() -> new Scratch(bytes.duplicate(), new CRC32C()));
    restartAfter(lastLsn);
  }

  /** Drops everything; the next record gets {@code lastLsn + 1}. No appender may be under way. */
  void restartAfter(long lastLsn) {
    Arrays.fill(slots, -1);
    oversized.clear();
    oversizedBytes = 0;
    tail.set(0);
    head.set(0);
    cursor.set(0);
    cursorLsn.set(lastLsn + 1);
    releasedLsn.set(lastLsn);
    appendedLsn.set(lastLsn);
  }

  /** Takes no record from now on: {@link #appendedLsn} stands. */
  void close() {
    lock();
    closed = true;
    unlock();
  }

  /** Puts a record in; returns its LSN, or 0 when there is no room now, or it is closed. */
  long offer(ByteBuffer record) {
    int length = record.remaining();
    int entryBytes = EntryHeader.entryBytes(length);
    return entryBytes < oversizedFrom
        ? offerInRing(record, length, entryBytes)
        : offerOversized(record, length, entryBytes);
  }

  private long offerInRing(ByteBuffer record, int length, int entryBytes) {
    lock();
    long position = tail.plain();
    int index = (int) (position & (capacity - 1));
    if (index + entryBytes > capacity) { // does not fit before the end: starts over at 0
      position += capacity - index;
      index = 0;
    }
    long lsn = appendedLsn.plain() + 1;
    if (closed
        || position + entryBytes - head.get() > capacity
        || lsn - releasedLsn.get() > slots.length) {
      unlock();
      return 0;
    }
    tail.setRelease(position + entryBytes);
    appendedLsn.setRelease(lsn);
    unlock();

    int payloadAt = index + EntryHeader.BYTES;
    bytes.put(payloadAt, record, record.position(), length);
    Scratch scratch = scratches.get();
    int crc = checksum(scratch.crc, scratch.view.limit(payloadAt + length).position(payloadAt));
    EntryHeader.begin(memory, index, EntryType.RECORD, lsn, length, crc);
    SLOT.setRelease(slots, (int) lsn & slotMask, position);
    return lsn;
  }

  private long offerOversized(ByteBuffer record, int length, int entryBytes) {
    if (!reserveOversized(entryBytes)) {
      return 0;
    }
    MemorySegment own = copy(record, length, entryBytes);
    lock();
    long position = tail.plain();
    long lsn = appendedLsn.plain() + 1;
    if (closed
        || position + EntryHeader.ALIGNMENT_BYTES - head.get() > capacity
        || lsn - releasedLsn.get() > slots.length) {
      oversizedBytes -= entryBytes;
      unlock();
      return 0;
    }
    tail.setRelease(position + EntryHeader.ALIGNMENT_BYTES); // no two slots hold the same value
    appendedLsn.setRelease(lsn);
    unlock();

    ByteBuffer payload = own.asSlice(EntryHeader.BYTES, length).asByteBuffer();
    int crc = checksum(scratches.get().crc, payload);
    EntryHeader.begin(own, 0, EntryType.RECORD, lsn, length, crc);
    oversized.put(lsn, own);
    SLOT.setRelease(slots, (int) lsn & slotMask, position | OVERSIZED);
    return lsn;
  }

  private boolean reserveOversized(int entryBytes) {
    lock();
    boolean room = oversizedBytes + entryBytes <= MAX_OVERSIZED_BYTES;
    if (room) {
      oversizedBytes += entryBytes;
    }
    unlock();
    return room;
  }

  private static MemorySegment copy(ByteBuffer record, int length, int entryBytes) {
    ByteBuffer own = ByteBuffer.allocateDirect(entryBytes);
    own.put(EntryHeader.BYTES, record, record.position(), length);
    return MemorySegment.ofBuffer(own);
  }

  private static int checksum(CRC32C crc, ByteBuffer payload) {
    crc.reset();
    crc.update(payload);
    return (int) crc.getValue();
  }

  private void lock() {
    int spins = 0;
    while (!claiming.weakCompareAndSetAcquire(0, 1)) {
      if (++spins % SPINS_BEFORE_YIELD == 0) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private void unlock() {
    claiming.setRelease(0);
  }

  /** LSN of the last record claimed; it may not be published yet. */
  long appendedLsn() {
    return appendedLsn.get();
  }

  /** Whether a record is claimed and not drained; it may not be published yet. */
  boolean hasClaimed() {
    return cursorLsn.get() <= appendedLsn.get();
  }

  /** About how many bytes wait to be drained. */
  long pendingBytes() {
    return tail.get() - cursor.plain();
  }

  // Below: for the drainer only.

  /** LSN of the record that {@link #advance} will pass. */
  long nextLsn() {
    return cursorLsn.plain();
  }

  /** Whether the next record is published. */
  boolean hasNext() {
    return slot(cursorLsn.plain()) >= cursor.plain();
  }

  private long slot(long lsn) {
    return (long) SLOT.getAcquire(slots, (int) lsn & slotMask);
  }

  /** The memory that holds the next record's entry. */
  MemorySegment memory() {
    return nextIsOversized() ? oversized.get(cursorLsn.plain()) : memory;
  }

  /** Whether it stands at {@code end} of the ring, right after one that was not oversized. */
  boolean nextFollows(boolean afterOversized, int end) {
    return !afterOversized && !nextIsOversized() && offset() == end;
  }

  /** Whether it has memory of its own. */
  boolean nextIsOversized() {
    return (slot(cursorLsn.plain()) & OVERSIZED) != 0;
  }

  /** Where in {@link #memory} the entry starts. */
  int offset() {
    return nextIsOversized() ? 0 : (int) (slot(cursorLsn.plain()) & (capacity - 1));
  }

  /** Goes on to the record after the next one; its room stays taken until {@link #release}. */
  void advance(int entryBytes) {
    long slot = slot(cursorLsn.plain());
    cursor.setPlain(
        (slot & OVERSIZED) != 0
            ? (slot & ~OVERSIZED) + EntryHeader.ALIGNMENT_BYTES
            : slot + entryBytes);
    cursorLsn.setPlain(cursorLsn.plain() + 1);
  }

  /** Gives back the room of all records that were passed. */
  void release() {
    if (!oversized.isEmpty()) {
      releaseOversized();
    }
    releasedLsn.setRelease(cursorLsn.plain() - 1);
    head.setRelease(cursor.plain());
  }

  private void releaseOversized() {
    long freed = 0;
    for (Long lsn : oversized.keySet()) {
      if (lsn < cursorLsn.plain()) {
        freed += oversized.remove(lsn).byteSize();
      }
    }
    lock();
    oversizedBytes -= freed;
    unlock();
  }
}
