package org.ackmark.bench.probe;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/**
 * What is written: noise, because devices and hypervisors treat zeros, equal blocks and text better
 * than a log's records. The first bytes differ from write to write. Confined to one thread.
 */
final class Payload {
  private static final long SEED = 0x41636b6d61726bL;
  private static final long ALIGNMENT_BYTES = 4096; // of memory for direct writes
  private static final ValueLayout.OfLong COUNTER = ValueLayout.JAVA_LONG_UNALIGNED;

  private final MemorySegment bytes;
  private long writes;

  Payload(int sizeBytes) {
    bytes = Arena.ofAuto().allocate(sizeBytes, ALIGNMENT_BYTES);
    byte[] noise = new byte[sizeBytes];
    new Random(SEED).nextBytes(noise);
    MemorySegment.copy(noise, 0, bytes, ValueLayout.JAVA_BYTE, 0, sizeBytes);
  }

  /** The bytes of the next write. */
  MemorySegment next() {
    if (bytes.byteSize() >= COUNTER.byteSize()) {
      bytes.set(COUNTER, 0, writes++);
    }
    return bytes;
  }
}
