package org.ackmark.bench.node;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;

/** A disk whose syncs can be made to take longer. As thread-safe as the disk below. */
final class SlowableDisk extends ForwardingDisk {
  /** Longer would be a disk that is gone. */
  static final long MOST_NS = TimeUnit.SECONDS.toNanos(10);

  private volatile long delayNs;

  SlowableDisk(Disk below) {
    super(below);
  }

  /** From now on each sync takes so much longer; 0 for no longer. */
  void delay(long ns) {
    if (ns < 0 || ns > MOST_NS) {
      throw new IllegalArgumentException("delayNs=" + ns);
    }
    delayNs = ns;
  }

  @Override
  protected LogFile wrap(LogFile file, String name, FileMethod method) {
    return new ForwardingFile(file) {
      @Override
      public void sync() throws IOException {
        super.sync();
        long endNs = System.nanoTime() + delayNs;
        for (long left = delayNs; left > 0; left = endNs - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
      }
    };
  }
}
