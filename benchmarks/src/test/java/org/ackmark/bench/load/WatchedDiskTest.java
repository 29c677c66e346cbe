package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.SegmentName;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.ForwardingDisk;
import org.ackmark.wal.io.ForwardingFile;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WatchedDiskTest {
  private static final long MS = 1_000_000;
  private static final int RECORD_BYTES = 1000;

  /** Every sync, or write, takes 1 ms of fake time; when it is told to, one takes 60. */
  private static final class SlowDisk extends ForwardingDisk {
    private final FakeTicker ticker;
    private volatile boolean stall;

    SlowDisk(Disk below, FakeTicker ticker) {
      super(below);
      this.ticker = ticker;
    }

    private void pass() {
      ticker.pass(stall ? 60 * MS : MS);
      stall = false;
    }

    @Override
    protected LogFile wrap(LogFile file, String name, FileMethod method) {
      if (SegmentName.segmentNumber(name).isEmpty()) {
        return file; // in the making
      }
      return new ForwardingFile(file) {
        @Override
        public void sync() throws IOException {
          pass();
          super.sync();
        }

        @Override
        public void write(
            MemorySegment source, long sourceOffset, long lengthBytes, long fileOffset)
            throws IOException {
          if (method.syncsOnWrite()) {
            pass();
          }
          super.write(source, sourceOffset, lengthBytes, fileOffset);
        }
      };
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"GROUP", "DSYNC", "MMAP_SYNC"})
  void shouldGiveTheCauseOfAStalledDeviceAndOfAChangeOfSegment(Variant variant) throws Exception {
    FakeTicker ticker = new FakeTicker();
    try (DiskFolder folder = new DiskFolder()) {
      SlowDisk slow = new SlowDisk(new PosixDisk(folder.path()), ticker);
      WatchedDisk watched = new WatchedDisk(slow, ticker, true);
      WalOptions options = WalOptions.of(variant).withSegmentBytes(256 << 10);
      try (Wal log = Wal.open(watched, options)) {
        commit(log, 50);
        watched.begin();
        commit(log, 50);
        assertEquals(List.of(), watched.stalls());
        assertEquals(List.of(), watched.rolls());

        long stalledAtNs = ticker.nowNs();
        slow.stall = true;
        commit(log, 1);
        Span stalled = new Span(stalledAtNs, ticker.nowNs(), 3);
        assertFalse(watched.stalls().isEmpty(), "the stall was not seen");
        Attribution attribution = new Attribution(List.of(), watched.rolls(), watched.stalls());
        assertEquals(new SlowCommits(1, 0, 0, 1, 0, 0), attribution.of(List.of(stalled)));

        Span rolled = commitUntilRoll(log, ticker);
        assertFalse(watched.rolls().isEmpty(), "the change of segment was not seen");
        attribution = new Attribution(List.of(), watched.rolls(), watched.stalls());
        assertEquals(new SlowCommits(1, 0, 1, 0, 0, 0), attribution.of(List.of(rolled)));
      }
    }
  }

  private static Span commitUntilRoll(Wal log, FakeTicker ticker) throws Exception {
    long rolls = log.counters().rolls();
    long startNs = ticker.nowNs();
    for (int i = 0; i < 1000 && log.counters().rolls() == rolls; i++) {
      startNs = ticker.nowNs();
      commit(log, 1);
    }
    assertTrue(log.counters().rolls() > rolls, "the log did not change its segment");
    return new Span(startNs, ticker.nowNs(), 3);
  }

  private static void commit(Wal log, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      log.commit(log.append(ByteBuffer.allocate(RECORD_BYTES)));
    }
  }
}
