package org.ackmark.wal.sim;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.stream.LongStream;

/** A file without its name: contents, size and allocated blocks. Guarded by the volume. */
final class Inode {
  static final int BLOCK_BYTES = 4096;

  private final Sectors sectors;
  private final History<Long> size;
  private final BitSet allocated;
  private final BitSet settledBlocks; // allocated, and known to the device for good
  private volatile String name; // the last one; for messages and counts
  private int handles;

  Inode(String name, int sectorBytes) {
    this(name, new Sectors(sectorBytes), new History<>(0L), new BitSet(), new BitSet());
  }

  private Inode(
      String name, Sectors sectors, History<Long> size, BitSet allocated, BitSet settledBlocks) {
    this.name = name;
    this.sectors = sectors;
    this.size = size;
    this.allocated = allocated;
    this.settledBlocks = settledBlocks;
  }

  String name() {
    return name;
  }

  void name(String name) {
    this.name = name;
  }

  void handleOpened() {
    handles++;
  }

  void handleClosed() {
    handles--;
  }

  boolean open() {
    return handles > 0;
  }

  long sizeBytes() {
    return size.visible();
  }

  int allocatedBlocks() {
    return allocated.cardinality();
  }

  LongStream issues() {
    return LongStream.concat(size.issues(), sectors.issues());
  }

  long read(MemorySegment target, long targetOffset, long lengthBytes, long fileOffset) {
    long n = Math.clamp(sizeBytes() - fileOffset, 0, lengthBytes);
    sectors.read(target, targetOffset, n, fileOffset);
    return n;
  }

  /** How many of the bytes fit when only {@code freeBlocks} more can be allocated. */
  int fitting(long fileOffset, int length, long freeBlocks) {
    long free = freeBlocks;
    for (int block = block(fileOffset); block < blocksTo(fileOffset + length); block++) {
      if (!allocated.get(block) && free-- <= 0) {
        return (int) Math.max(0, (long) block * BLOCK_BYTES - fileOffset);
      }
    }
    return length;
  }

  /** Writes; a direct write reaches the device's cache where the blocks are known to the device. */
  void write(long fileOffset, byte[] source, int length, long issue, boolean direct) {
    if (length == 0) {
      return;
    }
    sectors.write(fileOffset, source, length, issue, sector -> layer(sector, direct));
    allocated.set(block(fileOffset), blocksTo(fileOffset + length));
    if (fileOffset + length > sizeBytes()) {
      size.add(new Version<>(fileOffset + length, issue, Layer.KERNEL, false));
    }
  }

  private Layer layer(long sector, boolean direct) {
    return direct && settledBlocks.get(block(sectors.offsetOf(sector)))
        ? Layer.DEVICE
        : Layer.KERNEL;
  }

  void resize(long sizeBytes, long issue) {
    if (sizeBytes < sizeBytes()) {
      sectors.cut(sizeBytes, issue);
      freeBeyond(sizeBytes);
    }
    if (sizeBytes != sizeBytes()) {
      size.add(new Version<>(sizeBytes, issue, Layer.KERNEL, false));
    }
  }

  /** Everything up to {@code issue}. */
  SyncPoint syncPoint(long issue) {
    BitSet blocks = (BitSet) allocated.clone();
    return new SyncPoint(issue, 0, Long.MAX_VALUE, blocks, SyncPoint.WHOLE_FILE);
  }

  /** One range up to {@code issue}, with as much of the size as it takes to read it back. */
  SyncPoint syncPoint(long issue, long fileOffset, long length) {
    long end = fileOffset + length;
    BitSet blocks = new BitSet();
    blocks.set(block(fileOffset), blocksTo(end));
    long endSector = length == 0 ? sectors.sectorAt(fileOffset) : sectors.sectorAt(end - 1) + 1;
    return new SyncPoint(issue, sectors.sectorAt(fileOffset), endSector, blocks, end);
  }

  /** Makes what the point covers durable. */
  void sync(SyncPoint point) {
    sectors.settle(point, history -> history.sync(point.issue()));
    settleBlocks(point);
    if (point.endBytes() == SyncPoint.WHOLE_FILE) {
      size.sync(point.issue());
    } else {
      size.raise(point.endBytes(), point.issue(), old -> old < point.endBytes());
    }
  }

  /** Hands what the point covers to the device's cache, and no further. */
  void stage(SyncPoint point) {
    sectors.settle(point, history -> history.stage(point.issue()));
    settleBlocks(point);
    size.stage(point.issue());
  }

  /** Loses what the point covers; readers go on seeing it. */
  void lose(SyncPoint point) {
    sectors.settle(point, history -> history.lose(point.issue()));
    size.lose(point.issue());
  }

  private void settleBlocks(SyncPoint point) {
    BitSet blocks = (BitSet) point.blocks().clone();
    blocks.and(allocated); // some may have been freed since
    settledBlocks.or(blocks);
  }

  /** Flips one bit at rest. */
  void flip(long offset, int bit) {
    sectors.flip(offset, bit);
  }

  /** Cuts the file at rest: durably, and in every version. */
  void chop(long sizeBytes) {
    size.edit(old -> Math.min(old, sizeBytes));
    trim(sizeBytes);
  }

  /** The file as found after a crash. */
  Inode after(CrashDraw draw) {
    BitSet blocks = (BitSet) allocated.clone();
    BitSet settled = (BitSet) settledBlocks.clone();
    if (draw.crashClass() == CrashClass.PROCESS) {
      return new Inode(name, sectors.copy(), size.copy(), blocks, settled);
    }
    int survivors = size.survivors(draw, Long.MAX_VALUE);
    Sectors foundSectors = sectors.after(draw, size.issueOf(survivors));
    History<Long> foundSize = size.after(draw.crashClass(), survivors);
    Inode found = new Inode(name, foundSectors, foundSize, blocks, settled);
    found.trim(found.sizeBytes());
    return found;
  }

  private void trim(long sizeBytes) {
    sectors.trim(sizeBytes);
    freeBeyond(sizeBytes);
  }

  private void freeBeyond(long sizeBytes) {
    allocated.clear(blocksTo(sizeBytes), Integer.MAX_VALUE);
    settledBlocks.clear(blocksTo(sizeBytes), Integer.MAX_VALUE);
  }

  private static int block(long offset) {
    return Math.toIntExact(offset / BLOCK_BYTES);
  }

  private static int blocksTo(long offset) {
    return Math.toIntExact(Math.ceilDiv(offset, BLOCK_BYTES));
  }
}
