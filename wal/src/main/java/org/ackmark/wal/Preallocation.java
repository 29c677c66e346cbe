package org.ackmark.wal;

/** Where the blocks of a segment come from: what a sync must commit besides the data. */
public enum Preallocation {
  /** The file grows with each write, so each sync commits its new size and blocks. */
  APPEND,
  /** The size is set, no block is written: each sync commits newly allocated blocks. */
  SPARSE,
  /** The file is filled with zeros and synced before use. */
  ZERO_FILLED,
  /** Like {@link #ZERO_FILLED}, and segments below the low-water mark are used again. */
  RECYCLED
}
