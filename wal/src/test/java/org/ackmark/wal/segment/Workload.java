package org.ackmark.wal.segment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.random.RandomGenerator;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.io.Disk;

/**
 * The life of a log in two sessions: commits one by one and in bursts, rolls, a record larger than
 * a segment, low-water marks, cuts, a close and a reopening. Tells a ledger all it does.
 */
final class Workload {
  private final Disk disk;
  private final WalOptions options;
  private final Ledger ledger;
  private final RandomGenerator random;
  private SegmentedLog log;

  Workload(Disk disk, WalOptions options, Ledger ledger, RandomGenerator random) {
    this.disk = disk;
    this.options = options;
    this.ledger = ledger;
    this.random = random;
  }

  /** Runs both sessions; the second one is left open. */
  void run() throws Exception {
    open();
    commitEach(2);
    acrossARoll();
    burst(2);
    log.commit(append(5000));
    mark();
    burst(3);
    append(3, 700);
    cut();
    commitEach(2);
    append(2, 700);
    close();
    open();
    commitEach(1);
    mark();
    append(2, 1500);
    cut();
    burst(2);
    append(1, 700);
  }

  /** Ends the threads of a log whose disk is dead, or does not matter any more. */
  void abandon() {
    try {
      if (log != null) {
        ledger.watch(null);
        log.close();
      }
    } catch (IOException e) {
      // the disk is dead
    }
  }

  private void open() throws IOException {
    log = SegmentedLog.open(disk, options);
    ledger.watch(log);
  }

  private void close() throws IOException {
    ledger.watch(null);
    long last = log.appendedLsn();
    log.close();
    ledger.synced(last);
  }

  private long append(int length) throws IOException {
    long lsn = log.appendedLsn() + 1;
    return log.append(ByteBuffer.wrap(Records.of(ledger.issue(lsn), lsn, length)));
  }

  private void append(int count, int maxLength) throws IOException {
    for (int i = 0; i < count; i++) {
      append(random.nextInt(1, maxLength));
    }
  }

  private void commitEach(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      long lsn = append(random.nextInt(1, 1500));
      log.commit(lsn);
      acknowledged(lsn, log.level());
    }
  }

  /** One group that does not fit into a segment. */
  private void acrossARoll() throws Exception {
    for (int i = 0; i < 4; i++) {
      append(Records.KIB);
    }
    long last = append(Records.KIB);
    log.await(last, Level.SYNCED);
    acknowledged(last, Level.SYNCED);
  }

  /** Several commits under way at a time, and one that asks for the device. */
  private void burst(int count) throws Exception {
    CountDownLatch done = new CountDownLatch(count);
    long last = 0;
    for (int i = 0; i < count; i++) {
      last = append(random.nextInt(1, 1500));
      log.commit(
          last,
          (lsn, failure) -> {
            if (failure == null) {
              acknowledged(lsn, log.level());
            }
            done.countDown();
          });
    }
    done.await();
    log.await(last, Level.SYNCED);
    acknowledged(last, Level.SYNCED);
  }

  private void acknowledged(long lsn, Level level) {
    if (level == Level.SYNCED) {
      ledger.synced(lsn);
    } else {
      ledger.written(lsn);
    }
  }

  private void mark() throws IOException {
    long to = log.durableLsn() + 1;
    long lsn = random.nextLong(Math.max(log.firstLsn(), to - 3), to + 1);
    ledger.beginMark(lsn);
    log.truncateBefore(lsn);
    ledger.endMark();
  }

  private void cut() throws IOException {
    long lsn =
        random.nextLong(Math.max(log.firstLsn() - 1, log.appendedLsn() - 4), log.appendedLsn());
    ledger.beginCut(lsn);
    log.truncateAfter(lsn);
    ledger.endCut(lsn);
  }
}
