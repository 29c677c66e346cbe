package org.ackmark.wal.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * Hands the snapshots of a store from one directory to another, part by part: how a replica of its
 * log gets what the low-water mark has taken away. Reading may run beside the store; what is
 * written here is for one thread at a time, and for a directory in which no store is open.
 *
 * <p>A copy has no name that a store would read until {@link #publish}, and {@link #seal} makes it
 * durable and proves it whole before.
 */
public final class SnapshotCopies {
  private final Disk disk;
  private final SnapshotFiles files;
  private volatile long durablyNamedLsn;

  /** The snapshots in that directory, also those to come. */
  public SnapshotCopies(Disk disk) {
    this.disk = disk;
    this.files = new SnapshotFiles(disk);
  }

  /**
   * The LSN of the newest snapshot; 0 when there is none. Its name is durable when this returns,
   * though the store that gave it may not have synced that yet: so records may give way to it.
   */
  public long newestLsn() throws IOException {
    long lsn = SnapshotFiles.highestLsn(disk);
    if (lsn > durablyNamedLsn) {
      disk.sync();
      durablyNamedLsn = lsn;
    }
    return lsn;
  }

  /**
   * Reads from a snapshot.
   *
   * @return at most {@code maxBytes} from {@code offset}; fewer only at the end
   * @throws java.nio.file.NoSuchFileException when a newer one has replaced it
   */
  public ByteBuffer read(long lsn, long offset, int maxBytes) throws IOException {
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(SnapshotName.of(lsn), FileMethod.FDATASYNC)) {
      MemorySegment part = arena.allocate(maxBytes);
      long bytes = file.read(part, 0, maxBytes, offset);
      return ByteBuffer.allocate((int) bytes)
          .put(part.asSlice(0, bytes).asByteBuffer())
          .flip()
          .asReadOnlyBuffer();
    }
  }

  /** The length of a snapshot's file. */
  public long sizeBytes(long lsn) throws IOException {
    try (LogFile file = disk.open(SnapshotName.of(lsn), FileMethod.FDATASYNC)) {
      return file.sizeBytes();
    }
  }

  /** Writes a part of a copy; one at offset 0 begins it and drops every unfinished one. */
  public void write(long lsn, long offset, ByteBuffer bytes) throws IOException {
    if (offset == 0) {
      files.deleteTemporaries();
      disk.create(SnapshotName.temporary(lsn), FileMethod.FDATASYNC).close();
    }
    try (Arena arena = Arena.ofConfined();
        LogFile file = disk.open(SnapshotName.temporary(lsn), FileMethod.FDATASYNC)) {
      MemorySegment part = arena.allocate(Math.max(1, bytes.remaining()));
      part.asByteBuffer().put(bytes.duplicate());
      file.write(part, 0, bytes.remaining(), offset);
    }
  }

  /**
   * Makes a copy durable, still without its final name.
   *
   * @throws CorruptSnapshotException when it is not a whole snapshot
   */
  public void seal(long lsn) throws IOException {
    String name = SnapshotName.temporary(lsn);
    try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      SnapshotReader.read(name, lsn, file);
      file.sync();
    }
    disk.sync();
  }

  /**
   * Gives a sealed copy its final name, durably, and deletes those that are older. Does nothing
   * when it has that name.
   */
  public void publish(long lsn) throws IOException {
    String unfinished = SnapshotName.temporary(lsn);
    if (disk.list().contains(unfinished)) {
      disk.rename(unfinished, SnapshotName.of(lsn));
    }
    files.syncNames();
    files.deleteOlder(lsn);
  }
}
