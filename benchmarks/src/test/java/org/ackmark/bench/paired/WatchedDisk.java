package org.ackmark.bench.paired;

import java.io.IOException;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;

/** A disk that tells of every sync of a file. */
final class WatchedDisk extends ForwardingDisk {
  private final Runnable synced;

  WatchedDisk(Disk below, Runnable synced) {
    super(below);
    this.synced = synced;
  }

  @Override
  protected LogFile wrap(LogFile file, String name, FileMethod method) {
    return new ForwardingFile(file) {
      @Override
      public void sync() throws IOException {
        synced.run();
        super.sync();
      }
    };
  }
}
