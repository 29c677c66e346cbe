package org.ackmark.wal.sim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;

/**
 * The contents of a file, sector by sector: the durable ones, and the history of those that are
 * not. Guarded by the volume.
 */
final class Sectors {
  private final int sectorBytes;
  private final SectorMap durable;
  private final TreeMap<Long, History<byte[]>> unsettled = new TreeMap<>();

  Sectors(int sectorBytes) {
    this(sectorBytes, new SectorMap());
  }

  private Sectors(int sectorBytes, SectorMap durable) {
    this.sectorBytes = sectorBytes;
    this.durable = durable;
  }

  LongStream issues() {
    return unsettled.values().stream().flatMapToLong(History::issues);
  }

  long sectorAt(long offset) {
    return offset / sectorBytes;
  }

  long offsetOf(long sector) {
    return sector * sectorBytes;
  }

  /** Copies bytes out; the caller has clipped the range to the file's size. */
  void read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset) {
    long done = 0;
    while (done < lengthBytes) {
      long offset = fileOffset + done;
      int from = (int) (offset % sectorBytes);
      int n = (int) Math.min(lengthBytes - done, sectorBytes - from);
      byte[] bytes = visible(sectorAt(offset));
      if (bytes == null) {
        target.asSlice(targetOffset + done, n).fill((byte) 0);
      } else {
        MemorySegment.copy(bytes, from, target, JAVA_BYTE, targetOffset + done, n);
      }
      done += n;
    }
  }

  /** Gives each sector in the range a new version. */
  void write(long fileOffset, byte[] source, int length, long issue, LongFunction<Layer> layers) {
    int done = 0;
    while (done < length) {
      long sector = sectorAt(fileOffset + done);
      int from = (int) ((fileOffset + done) % sectorBytes);
      int n = Math.min(length - done, sectorBytes - from);
      byte[] bytes = filled(visible(sector));
      System.arraycopy(source, done, bytes, from, n);
      add(sector, new Version<>(nullIfZeros(bytes), issue, layers.apply(sector), false));
      done += n;
    }
  }

  /** Zeroes what lies at and above {@code sizeBytes}, as a volatile change. */
  void cut(long sizeBytes, long issue) {
    for (long sector : touchedFrom(sectorAt(sizeBytes))) {
      byte[] bytes = clipped(visible(sector), sizeBytes - offsetOf(sector));
      add(sector, new Version<>(bytes, issue, Layer.KERNEL, true));
    }
  }

  /** Zeroes what lies at and above {@code sizeBytes}, in every version. */
  void trim(long sizeBytes) {
    for (long sector : touchedFrom(sectorAt(sizeBytes))) {
      edit(sector, bytes -> clipped(bytes, sizeBytes - offsetOf(sector)));
    }
  }

  /** Flips one bit at rest, in every version. */
  void flip(long offset, int bit) {
    edit(
        sectorAt(offset),
        old -> {
          byte[] bytes = filled(old);
          bytes[(int) (offset % sectorBytes)] ^= (byte) (1 << bit);
          return nullIfZeros(bytes);
        });
  }

  /** Lets {@code change} sync, stage or lose the sectors of {@code point}. */
  void settle(SyncPoint point, Consumer<History<byte[]>> change) {
    Iterator<Map.Entry<Long, History<byte[]>>> entries =
        unsettled.subMap(point.firstSector(), point.endSector()).entrySet().iterator();
    while (entries.hasNext()) {
      Map.Entry<Long, History<byte[]>> entry = entries.next();
      History<byte[]> history = entry.getValue();
      change.accept(history);
      if (history.settled()) {
        durable.put(entry.getKey(), history.durable());
        entries.remove();
      }
    }
  }

  Sectors copy() {
    Sectors copy = new Sectors(sectorBytes, durable.copy());
    unsettled.forEach((sector, history) -> copy.unsettled.put(sector, history.copy()));
    return copy;
  }

  /** The sectors as found after a crash that kept the size as it was at the issue given. */
  Sectors after(CrashDraw draw, long sizeIssue) {
    Sectors found = new Sectors(sectorBytes, durable.copy());
    unsettled.forEach((sector, history) -> {
      int survivors = history.survivors(draw, sizeIssue);
      History<byte[]> after = history.after(draw.crashClass(), survivors);
      found.durable.put(sector, after.durable());
      if (!after.settled()) {
        found.unsettled.put(sector, after);
      }
    });
    return found;
  }

  private byte[] visible(long sector) {
    History<byte[]> history = unsettled.get(sector);
    return history == null ? durable.get(sector) : history.visible();
  }

  private void add(long sector, Version<byte[]> version) {
    History<byte[]> history = unsettled.get(sector);
    if (history == null) {
      byte[] base = durable.get(sector);
      if (base == null && version.value() == null) {
        return; // zeros over zeros: no crash can tell
      }
      history = new History<>(base);
      unsettled.put(sector, history);
    }
    history.add(version);
  }

  private void edit(long sector, UnaryOperator<byte[]> change) {
    durable.put(sector, change.apply(durable.get(sector)));
    History<byte[]> history = unsettled.get(sector);
    if (history != null) {
      history.edit(change);
    }
  }

  private Set<Long> touchedFrom(long first) {
    Set<Long> sectors = new TreeSet<>(unsettled.tailMap(first).keySet());
    sectors.addAll(durable.storedFrom(first));
    return sectors;
  }

  private byte[] filled(byte[] bytes) {
    return bytes == null ? new byte[sectorBytes] : bytes.clone();
  }

  private byte[] clipped(byte[] bytes, long keptBytes) {
    if (bytes == null || keptBytes <= 0) {
      return null;
    }
    return nullIfZeros(Arrays.copyOf(Arrays.copyOf(bytes, (int) keptBytes), sectorBytes));
  }

  private static byte[] nullIfZeros(byte[] bytes) {
    for (byte b : bytes) {
      if (b != 0) {
        return bytes;
      }
    }
    return null;
  }
}
