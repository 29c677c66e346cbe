package org.ackmark.bench.paired;

import java.io.IOException;
import org.ackmark.bench.probe.Slice;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;

/** A log and the floor that it is held against. For one thread. */
public interface Sides extends AutoCloseable {

  /** The log. */
  Wal log();

  /** What it has done, with its replicas if it has some. */
  WalCounters counters() throws IOException;

  /** Measures the floor for so long; the log has nothing to do meanwhile. */
  Slice floor(long durationNs) throws IOException, InterruptedException;

  /** The same log with the sync taken out; null where a commit has no such parts. */
  default SyncTakenOut syncTakenOut() {
    return null;
  }

  @Override
  void close() throws IOException;

  /** Opens both. */
  interface Opener {
    /** The log of that contest, in an empty directory. */
    Sides open(Contest contest) throws IOException, InterruptedException;
  }
}
