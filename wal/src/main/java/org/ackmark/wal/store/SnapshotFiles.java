package org.ackmark.wal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * The snapshot files in a log's directory; for one thread at a time, which holds the log's lock.
 *
 * <p>A file gets its final name only when its bytes are synced; so a damaged file under a final
 * name is corruption, never a crash. A failed sync of the directory leaves unknown which names it
 * holds: after it no further snapshot is written until the next opening.
 */
final class SnapshotFiles {
  private final Disk disk;
  private IOException directoryFailure; // null while the directory can be trusted

  SnapshotFiles(Disk disk) {
    this.disk = disk;
  }

  /** The highest LSN in a snapshot's name: the log was synced up to it. 0 when there is none. */
  static long highestLsn(Disk disk) throws IOException {
    return disk.list().stream().flatMapToLong(n -> SnapshotName.lsn(n).stream()).max().orElse(0);
  }

  /**
   * The newest valid snapshot that a log starting at {@code firstLsn} continues without a gap; the
   * empty state when the log has everything.
   *
   * @param refused gets the damaged ones that were passed over, newest first
   * @throws CorruptSnapshotException when the log has no use without one that is damaged or missing
   */
  StoreState newest(long firstLsn, List<CorruptSnapshotException> refused) throws IOException {
    for (long lsn : lsnsDescending()) {
      if (lsn + 1 < firstLsn) {
        break;
      }
      try {
        return read(lsn);
      } catch (CorruptSnapshotException e) {
        refused.add(e);
      }
    }
    if (firstLsn <= 1) {
      return StoreState.EMPTY;
    }
    throw refused.isEmpty() ? missing(firstLsn) : refused.getFirst();
  }

  private static CorruptSnapshotException missing(long firstLsn) {
    return new CorruptSnapshotException(
        SnapshotName.of(firstLsn - 1),
        0,
        "missing, and the log starts at lsn=" + firstLsn + ", so what is before it is lost");
  }

  private StoreState read(long lsn) throws IOException {
    String name = SnapshotName.of(lsn);
    try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      return SnapshotReader.read(name, lsn, file);
    }
  }

  /**
   * Makes a snapshot durable under its final name. Blocks for the device.
   *
   * @throws IOException when that failed; older snapshots are untouched then
   */
  void write(StoreState state) throws IOException {
    if (directoryFailure != null) {
      throw new IOException("the directory could not be synced before", directoryFailure);
    }
    String temporary = SnapshotName.temporary(state.lsn());
    try {
      deleteTemporaries();
      writeAndSync(temporary, state);
      disk.rename(temporary, SnapshotName.of(state.lsn()));
    } catch (IOException e) {
      deleteAfter(e, temporary);
      throw e;
    }
    syncNames();
  }

  private void writeAndSync(String name, StoreState state) throws IOException {
    try (LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      SnapshotWriter.write(state, file);
      file.sync();
    }
  }

  /** Makes the names durable that the directory shows. */
  void syncNames() throws IOException {
    try {
      disk.sync();
    } catch (IOException e) {
      directoryFailure = e;
      throw e;
    }
  }

  private void deleteAfter(IOException failure, String temporary) {
    try {
      disk.delete(temporary);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /**
   * Deletes the snapshots older than {@code lsn}; a crash may bring them back, which is harmless.
   */
  void deleteOlder(long lsn) throws IOException {
    for (long old : lsnsDescending()) {
      if (old < lsn) {
        disk.delete(SnapshotName.of(old));
      }
    }
  }

  /** Deletes what a crash or a failure left unfinished. */
  void deleteTemporaries() throws IOException {
    for (String name : disk.list()) {
      if (SnapshotName.isTemporary(name)) {
        disk.delete(name);
      }
    }
  }

  private List<Long> lsnsDescending() throws IOException {
    List<Long> lsns = new ArrayList<>();
    for (String name : disk.list()) {
      SnapshotName.lsn(name).ifPresent(lsns::add);
    }
    lsns.sort(Comparator.reverseOrder());
    return lsns;
  }
}
