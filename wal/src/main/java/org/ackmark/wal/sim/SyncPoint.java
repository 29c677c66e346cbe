package org.ackmark.wal.sim;

import java.util.BitSet;

/**
 * What a sync covers, noted when it is called: changes up to an issue, in a range of sectors.
 *
 * @param endSector the first sector beyond the range
 * @param blocks the blocks that the range had allocated
 * @param endBytes what the file's size must reach; {@link #WHOLE_FILE} when the size itself is
 *     synced
 */
record SyncPoint(long issue, long firstSector, long endSector, BitSet blocks, long endBytes) {
  static final long WHOLE_FILE = -1;
}
