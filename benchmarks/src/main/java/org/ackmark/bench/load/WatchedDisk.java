package org.ackmark.bench.load;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;

/**
 * Times what a log does to its segments: writes, syncs, and changes to another segment. What is
 * done to files in the making is not looked at. Costs two readings of the clock per call; as
 * thread-safe as the disk below.
 */
final class WatchedDisk extends ForwardingDisk {
  private final Ticker ticker;
  private final CallTimes writes = new CallTimes();
  private final CallTimes syncs = new CallTimes();
  private final List<Span> rolls = new ArrayList<>(); // guarded by itself
  private final boolean acknowledgesSynced;
  private volatile long lastCallNs; // end of the last call on any segment

  // a change of segment under way: written by the thread that makes it, before it uses the new one
  private volatile Watched rollingTo;
  private volatile long rollingSinceNs;

  /**
   * Watches {@code below}.
   *
   * @param acknowledgesSynced whether the log acknowledges what is synced, not what is written
   */
  WatchedDisk(Disk below, Ticker ticker, boolean acknowledgesSynced) {
    super(below);
    this.ticker = ticker;
    this.acknowledgesSynced = acknowledgesSynced;
  }

  /** Forgets what was so far. */
  void begin() {
    writes.clear();
    syncs.clear();
    synchronized (rolls) {
      rolls.clear();
    }
  }

  /** Calls that took far longer than is usual for their kind. */
  List<Span> stalls() {
    List<Span> stalls = new ArrayList<>(writes.stalls());
    stalls.addAll(syncs.stalls());
    return stalls;
  }

  /**
   * Changes of segment: from the last call on the old one, over waiting for the new one to be
   * ready, to the end of the first call on it that acknowledges, which that on the old one
   * precedes.
   */
  List<Span> rolls() {
    synchronized (rolls) {
      return List.copyOf(rolls);
    }
  }

  @Override
  protected LogFile wrap(LogFile file, String name, FileMethod method) {
    if (SegmentName.segmentNumber(name).isEmpty()) {
      return file;
    }
    rollingSinceNs = lastCallNs;
    rollingTo = new Watched(file, method.syncsOnWrite());
    return rollingTo;
  }

  private final class Watched extends ForwardingFile {
    private final boolean syncsOnWrite;

    Watched(LogFile below, boolean syncsOnWrite) {
      super(below);
      this.syncsOnWrite = syncsOnWrite;
    }

    @Override
    public void write(MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
        throws IOException {
      long startNs = ticker.nowNs();
      super.write(source, sourceOffset, lengthBytes, fileOffset);
      called(writes, startNs, syncsOnWrite || !acknowledgesSynced);
    }

    @Override
    public void sync() throws IOException {
      long startNs = ticker.nowNs();
      super.sync();
      if (!syncsOnWrite) {
        called(syncs, startNs, true);
      }
    }

    private void called(CallTimes times, long startNs, boolean acknowledges) {
      long endNs = ticker.nowNs();
      times.add(startNs, endNs);
      lastCallNs = endNs;
      if (acknowledges && rollingTo == this) {
        rollingTo = null;
        synchronized (rolls) {
          rolls.add(Span.of(rollingSinceNs, endNs));
        }
      }
    }
  }
}
