package org.ackmark.wal.segment;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.format.EntryHeader;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;

/**
 * A disk on which one promise is broken, as if the log did not ask for it. Where the log is right
 * without, the checks must say so; where it is not, they must notice.
 */
final class Mutant extends ForwardingDisk {
  /** The promise that is broken. */
  enum Kind {
    HONEST,
    /** A file's sync does nothing. */
    FILES_NOT_SYNCED,
    /** The directory's sync does nothing. */
    NAMES_NOT_SYNCED,
    /** Only the newest segment is synced: not one that the log has rolled out of. */
    ROLLED_FILES_NOT_SYNCED,
    /** A segment gets its name when its header may still be in memory. */
    HEADERS_NOT_SYNCED,
    /** A segment gets a durable name first and its content is synced then. */
    NAMED_BEFORE_SYNCED,
    /** A sync returns at once and takes place before the next write: acknowledged too early. */
    SYNCED_TOO_LATE,
    /** A low-water mark is not synced, and deletions are durable at once. */
    MARKS_NOT_SYNCED,
    /** A write to a segment that holds these very bytes is left out. */
    NO_REWRITES
  }

  private final Kind kind;
  private final List<LogFile> late = new ArrayList<>(); // guarded by this, as is all below
  private String newest = "";

  Mutant(Disk disk, Kind kind) {
    super(disk);
    this.kind = kind;
  }

  private final class File extends ForwardingFile {
    private final LogFile file;
    private final String name;
    private volatile long lastWriteBytes;

    File(LogFile file, String name) {
      super(file);
      this.file = file;
      this.name = name;
    }

    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
        throws IOException {
      if (kind == Kind.SYNCED_TOO_LATE) {
        syncLate();
      }
      lastWriteBytes = lengthBytes;
      if (kind == Kind.NO_REWRITES && holds(source, sourceOffset, lengthBytes, fileOffset)) {
        return;
      }
      file.write(source, sourceOffset, lengthBytes, fileOffset);
    }

    private boolean holds(MemorySegment source, long sourceOffset, long length, long fileOffset)
        throws IOException {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment found = arena.allocate(length, EntryHeader.ALIGNMENT_BYTES);
        return file.read(found, 0, length, fileOffset) == length
            && found.mismatch(source.asSlice(sourceOffset, length)) < 0;
      }
    }

    @Override
    public void sync() throws IOException {
      boolean prepared = name.startsWith("new-");
      boolean done =
          switch (kind) {
            case FILES_NOT_SYNCED -> false;
            case ROLLED_FILES_NOT_SYNCED -> prepared || name.equals(newest());
            case HEADERS_NOT_SYNCED -> !prepared;
            case MARKS_NOT_SYNCED -> lastWriteBytes != EntryHeader.BYTES;
            case NAMED_BEFORE_SYNCED -> !prepared || putOff(file);
            case SYNCED_TOO_LATE -> prepared || putOff(file);
            default -> true;
          };
      if (done) {
        file.sync();
      }
    }

    @Override
    public void close() {
      // what was put off needs it; a simulated file holds nothing else
    }
  }

  private synchronized boolean putOff(LogFile file) {
    late.add(file);
    return false;
  }

  private void syncLate() throws IOException {
    List<LogFile> files;
    synchronized (this) {
      files = List.copyOf(late);
      late.clear();
    }
    for (LogFile file : files) {
      file.sync();
    }
  }

  private synchronized String newest() {
    return newest;
  }

  @Override
  protected LogFile wrap(LogFile file, String name, FileMethod method) {
    return new File(file, name);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    LogFile file = super.open(name, method);
    synchronized (this) {
      newest = name.startsWith("segment") && name.compareTo(newest) > 0 ? name : newest;
    }
    return file;
  }

  @Override
  public void delete(String name) throws IOException {
    super.delete(name);
    if (kind == Kind.MARKS_NOT_SYNCED) {
      super.sync();
    }
  }

  @Override
  public void sync() throws IOException {
    if (kind != Kind.NAMES_NOT_SYNCED) {
      super.sync();
    }
    if (kind == Kind.NAMED_BEFORE_SYNCED) {
      syncLate();
    }
  }

  @Override
  public String toString() {
    return kind + " on " + super.toString();
  }
}
