package org.ackmark.wal.store;

import java.io.IOException;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * The store of a log that somebody else keeps: what its records add up to, in memory, and the
 * snapshot file of {@link LogStore} to save it in. It logs nothing itself, so what it holds is
 * worth what the log of its owner is worth.
 *
 * <p>One thread at a time applies, saves and loads; any number of threads read meanwhile, and each
 * read sees the state after one record.
 */
public final class StateMachine {
  private volatile StoreState visible = StoreState.EMPTY;

  /**
   * Applies the next record.
   *
   * @param lsn its place in the owner's log: higher than the last one's, gaps allowed
   * @return false when a version in the batch was not newer, so that nothing changed
   * @throws IllegalArgumentException when {@code lsn} is not higher
   */
  public boolean apply(long lsn, Batch batch) {
    StoreState state = visible;
    if (lsn <= state.lsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " after " + state.lsn());
    }
    SortedTree treeAfter = state.treeAfter(batch);
    visible = state.next(batch, treeAfter).at(lsn);
    return treeAfter != null;
  }

  /** The last record that was applied; 0 when there is none. */
  public long lsn() {
    return visible.lsn();
  }

  /** The key's value and version; {@link Versioned#ABSENT} when it has neither. */
  public Versioned read(Bytes key) {
    return visible.read(key);
  }

  /** Like {@link KeyValue#scan}. */
  public List<Entry> scan(Bytes from, Bytes to, int limit) {
    return visible.scan(from, to, limit);
  }

  /**
   * Saves the state under a name that is not taken. Blocks for the device; the file and its name
   * are durable when it returns, and without the name nothing else is.
   *
   * @param lsn the owner's log was applied up to here; at least {@link #lsn}
   */
  public void save(long lsn, Disk disk, String name) throws IOException {
    if (lsn < lsn()) {
      throw new IllegalArgumentException("lsn=" + lsn + " before " + lsn());
    }
    String temporary = name + ".tmp";
    if (disk.list().contains(temporary)) { // left by a crash
      disk.delete(temporary);
    }
    try (LogFile file = disk.create(temporary, FileMethod.FDATASYNC)) {
      SnapshotWriter.write(visible.at(lsn), file);
      file.sync();
    }
    disk.rename(temporary, name);
    disk.sync();
  }

  /**
   * Replaces the state by one that was saved. Blocks while it reads.
   *
   * @param lsn what it was saved with
   * @throws CorruptSnapshotException naming the offset; the state is as before then
   */
  public void load(long lsn, Disk disk, String name) throws IOException {
    try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
      visible = SnapshotReader.read(name, lsn, file);
    }
  }
}
