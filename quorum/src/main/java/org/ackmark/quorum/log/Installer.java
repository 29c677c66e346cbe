package org.ackmark.quorum.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.ackmark.quorum.log.LogReply.Wants;
import org.ackmark.wal.Wal;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.store.CorruptSnapshotException;
import org.ackmark.wal.store.SnapshotCopies;

/**
 * Gives and takes the snapshots that stand for records below a low-water mark. A log without a
 * store has none: then there is nothing to copy, and the records are skipped. For one thread at a
 * time, but for {@link #snapshotLsn}.
 */
final class Installer {
  /** Without a store a record that is not needed leaves nothing behind. */
  static final long NOTHING_TO_REPLACE = Long.MAX_VALUE - 1;

  private final Wal log;
  private final Optional<SnapshotCopies> copies;
  private volatile long snapshotLsn;
  private long takingLsn; // of the copy in the making
  private long takenBytes; // of it

  Installer(Disk disk, Wal log, boolean snapshots) throws IOException {
    this.log = log;
    this.copies = snapshots ? Optional.of(new SnapshotCopies(disk)) : Optional.empty();
    this.snapshotLsn = snapshots ? copies.get().newestLsn() : 0;
  }

  /** The newest snapshot that this directory has; 0 when there is none. */
  long snapshotLsn() {
    return snapshotLsn;
  }

  /** Looks again: a store in the same directory takes snapshots of its own. */
  long newestLsn() throws IOException {
    if (copies.isPresent()) {
      snapshotLsn = copies.get().newestLsn();
    }
    return snapshotLsn;
  }

  /** The records up to here may be forgotten. */
  long replacedLsn() {
    return copies.isPresent() ? snapshotLsn : NOTHING_TO_REPLACE;
  }

  /** Answers with a part of a snapshot. */
  LogReply read(LogRequest.FetchSnapshot request, int maxBytes) throws IOException {
    long lsn = request.offset() == 0 ? newestLsn() : request.lsn();
    try {
      return new LogReply.FetchedSnapshot(part(lsn, request.offset(), maxBytes));
    } catch (NoSuchFileException e) {
      return new LogReply.Failed("snapshot lsn=" + lsn + " is gone: a newer one has replaced it");
    }
  }

  /**
   * A part of a snapshot.
   *
   * @throws NoSuchFileException when a newer one has replaced it
   */
  LogRequest.Part part(long lsn, long offset, int maxBytes) throws IOException {
    if (copies.isEmpty()) {
      return new LogRequest.Part(log.firstLsn() - 1, 0, ByteBuffer.allocate(0), true);
    }
    long sizeBytes = copies.get().sizeBytes(lsn);
    if (offset < 0 || offset > sizeBytes) {
      throw new IllegalArgumentException("offset=" + offset + " sizeBytes=" + sizeBytes);
    }
    ByteBuffer bytes = copies.get().read(lsn, offset, maxBytes);
    boolean last = offset + bytes.remaining() >= sizeBytes;
    return new LogRequest.Part(lsn, offset, bytes, last);
  }

  /** Takes a part, if it is the next one or the first. */
  boolean take(LogRequest.Part part) throws IOException {
    if (part.offset() != 0 && (part.lsn() != takingLsn || part.offset() != takenBytes)) {
      return false;
    }
    try {
      if (copies.isPresent()) {
        copies.get().write(part.lsn(), part.offset(), part.bytes());
      }
    } catch (NoSuchFileException e) { // tidied away by the store of a leader that was deposed here
      takingLsn = 0;
      return false;
    }
    takingLsn = part.lsn();
    takenBytes = part.offset() + part.bytes().remaining();
    return true;
  }

  /** Where the copy of that snapshot goes on. */
  Wants wants(long lsn) {
    return new Wants(lsn, lsn == takingLsn ? takenBytes : 0);
  }

  /**
   * All parts are there: makes them durable, under no name that a store would read.
   *
   * @return why they are of no use; empty when all is well
   */
  String seal(long lsn) throws IOException {
    takingLsn = 0;
    try {
      if (copies.isPresent()) {
        copies.get().seal(lsn);
      }
      return "";
    } catch (CorruptSnapshotException | NoSuchFileException e) {
      return "the copy of snapshot lsn=" + lsn + " is of no use: " + e;
    }
  }

  /** Names the sealed copy, durably. */
  void publish(long lsn) throws IOException {
    if (copies.isPresent()) {
      copies.get().publish(lsn);
      snapshotLsn = Math.max(snapshotLsn, lsn);
    }
  }

  /** Drops all records for a sealed copy. May be repeated after a crash at any step of it. */
  void complete(long lsn) throws IOException {
    if (log.firstLsn() <= lsn) {
      log.skipTo(lsn + 1);
    }
    publish(lsn);
  }
}
