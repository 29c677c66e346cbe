package org.ackmark.wal.io;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * One open file of a log. Calls block for the device; an interrupt neither ends them nor closes the
 * file. Writes at disjoint offsets, reads and syncs may run beside each other.
 */
public interface LogFile extends Closeable {

  /**
   * Writes {@code lengthBytes} of {@code source}, from {@code sourceOffset}, at {@code fileOffset}.
   * Nothing is durable when it returns unless the file's method {@link FileMethod#syncsOnWrite}.
   *
   * @param source native memory; on a direct file the address, the length and {@code fileOffset}
   *     are multiples of the block size
   * @throws NoSpaceException when the device is full
   * @throws IOException when the write failed; how much reached the file is then unknown
   */
  void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
      throws IOException;

  /**
   * Reads up to {@code lengthBytes} into native memory; at any offset and length, also on a direct
   * file.
   *
   * @return bytes read; fewer than asked only at the end of the file, 0 at or after it
   */
  long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset)
      throws IOException;

  /**
   * Makes every write through this file that returned before this call durable, with the file's
   * size. Does nothing where the method {@link FileMethod#syncsOnWrite}.
   *
   * @throws IOException when it failed: what was written since the last sync may be lost, and a
   *     second sync that succeeds proves nothing
   */
  void sync() throws IOException;

  /** Bytes in the file. */
  long sizeBytes() throws IOException;

  /**
   * Cuts the file, or extends it sparsely, to {@code sizeBytes}. Durable only after a sync, so not
   * through a file whose method {@link FileMethod#syncsOnWrite}; a mapped file keeps its size.
   */
  void resize(long sizeBytes) throws IOException;
}
