package org.ackmark.bench.probe;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;

/** A directory in which a call fails once as many have succeeded as are allowed. */
final class FailingDisk extends ForwardingDisk {
  private final AtomicInteger writesLeft;
  private final AtomicInteger syncsLeft;
  private final boolean direct;

  private FailingDisk(Path directory, int writes, int syncs, boolean direct) throws IOException {
    super(new PosixDisk(directory));
    this.writesLeft = new AtomicInteger(writes);
    this.syncsLeft = new AtomicInteger(syncs);
    this.direct = direct;
  }

  static FailingDisk afterWrites(Path directory, int writes) throws IOException {
    return new FailingDisk(directory, writes, Integer.MAX_VALUE, true);
  }

  static FailingDisk afterSyncs(Path directory, int syncs) throws IOException {
    return new FailingDisk(directory, Integer.MAX_VALUE, syncs, true);
  }

  static FailingDisk withoutDirect(Path directory) throws IOException {
    return new FailingDisk(directory, Integer.MAX_VALUE, Integer.MAX_VALUE, false);
  }

  @Override
  protected LogFile wrap(LogFile file, String name, FileMethod method) throws IOException {
    if (method.direct() && !direct) {
      throw new InvalidArgumentException("open: Invalid argument");
    }
    return new FailingFile(file);
  }

  private final class FailingFile extends ForwardingFile {
    FailingFile(LogFile file) {
      super(file);
    }

    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
        throws IOException {
      if (writesLeft.getAndDecrement() <= 0) {
        throw new IOException("pwrite: Input/output error (errno=5)");
      }
      super.write(source, sourceOffset, lengthBytes, fileOffset);
    }

    @Override
    public void sync() throws IOException {
      if (syncsLeft.getAndDecrement() <= 0) {
        throw new IOException("fdatasync: Input/output error (errno=5)");
      }
      super.sync();
    }
  }
}
