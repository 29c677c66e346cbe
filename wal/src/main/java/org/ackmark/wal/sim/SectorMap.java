package org.ackmark.wal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Sectors by number; a sector of zeros, and a run of them, takes no memory. The arrays are never
 * changed once they are in. A copy shares its chunks until either side writes to one.
 */
final class SectorMap {
  private static final int SECTORS_PER_CHUNK = 128; // small to copy, and few per segment

  private final TreeMap<Long, Chunk> chunks = new TreeMap<>();
  private Object owner = new Object();

  /** The sector's bytes; null when they are zeros. */
  byte[] get(long sector) {
    Chunk chunk = chunks.get(sector / SECTORS_PER_CHUNK);
    return chunk == null ? null : chunk.sectors[index(sector)];
  }

  /** Keeps {@code bytes}, which are null when zeros; the caller leaves them alone from now on. */
  void put(long sector, byte[] bytes) {
    if (bytes != null || get(sector) != null) {
      chunks.compute(sector / SECTORS_PER_CHUNK, (k, chunk) -> owned(chunk))
              .sectors[index(sector)] =
          bytes;
    }
  }

  private Chunk owned(Chunk chunk) {
    if (chunk == null) {
      return new Chunk(owner, new byte[SECTORS_PER_CHUNK][]);
    }
    return chunk.owner.equals(owner) ? chunk : new Chunk(owner, chunk.sectors.clone());
  }

  /** The sectors from {@code first} that are not zeros, ascending. */
  List<Long> storedFrom(long first) {
    List<Long> stored = new ArrayList<>();
    chunks
        .tailMap(first / SECTORS_PER_CHUNK)
        .forEach((number, chunk) -> {
          for (int i = 0; i < SECTORS_PER_CHUNK; i++) {
            long sector = number * SECTORS_PER_CHUNK + i;
            if (chunk.sectors[i] != null && sector >= first) {
              stored.add(sector);
            }
          }
        });
    return stored;
  }

  SectorMap copy() {
    SectorMap copy = new SectorMap();
    copy.chunks.putAll(chunks);
    owner = new Object(); // from here on neither side owns what both see
    return copy;
  }

  private static int index(long sector) {
    return (int) (sector % SECTORS_PER_CHUNK);
  }

  private static final class Chunk {
    final Object owner;
    final byte[][] sectors;

    Chunk(Object owner, byte[][] sectors) {
      this.owner = owner;
      this.sectors = sectors;
    }
  }
}
