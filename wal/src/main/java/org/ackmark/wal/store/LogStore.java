package org.ackmark.wal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalClosedException;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.Disk;

/**
 * A key-value store that is a log and what its acknowledged records add up to in memory.
 *
 * <p>Records are applied in LSN order. A write becomes visible when its record is acknowledged, at
 * the log's own level or at that of the {@link StoreOptions}, and the call returns after that; so a
 * write survives what {@link #guarantee} says, and <b>under a log that acknowledges before it
 * syncs, a value that was read may be lost in a crash</b>. {@link #sync} closes that gap when it
 * matters.
 *
 * <p>Any number of threads may use it. Reads take no lock and never block: each sees the state
 * after one record, whole batches only, and never an earlier state than a call that returned before
 * it. When the log fails, writes fail, and reads go on from the acknowledged prefix.
 */
public final class LogStore implements KeyValue {
  private final Wal log;
  private final Acknowledgement acknowledgement;
  private final ApplyQueue queue;
  private final Snapshots snapshots;
  private final Optional<Housekeeper> housekeeper;
  private final StoreRecovery recovery;
  private final AtomicBoolean closed = new AtomicBoolean();

  private LogStore(
      Wal log, StoreState recovered, SnapshotFiles files, StoreOptions options, StoreRecovery how) {
    this.log = log;
    this.acknowledgement = new Acknowledgement(log, options.level().orElse(log.level()));
    this.recovery = how;
    this.queue = new ApplyQueue(log, recovered);
    this.snapshots = new Snapshots(log, queue, files, options, how.snapshotLsn());
    this.housekeeper = Housekeeper.start(queue, snapshots, options);
  }

  /**
   * Opens the store in {@code disk}: the newest valid snapshot, and the log from there. Blocks
   * while it reads. Opening again after a crash during the opening gives the same.
   *
   * @throws org.ackmark.wal.io.LogLockedException when somebody else has the directory
   * @throws CorruptSnapshotException when the log can't do without a damaged or missing snapshot
   * @throws CorruptLogException when the log does not reach the snapshot, or is damaged itself
   * @throws IllegalArgumentException when the log never gets to the level that the options ask for
   * @throws IOException when the directory can't be read
   */
  public static LogStore open(Disk disk, LogOpener opener, StoreOptions options)
      throws IOException {
    long knownDurableLsn = SnapshotFiles.highestLsn(disk);
    Wal log = opener.open(disk, knownDurableLsn); // from here on the directory is ours
    try {
      return recover(disk, log, options);
    } catch (IOException | RuntimeException e) {
      closeAfter(e, log);
      throw e;
    }
  }

  private static LogStore recover(Disk disk, Wal log, StoreOptions options) throws IOException {
    SnapshotFiles files = new SnapshotFiles(disk);
    long syncedLsn = SnapshotFiles.highestLsn(disk);
    if (log.appendedLsn() < syncedLsn) {
      throw new CorruptLogException(
          disk.toString(),
          0,
          log.appendedLsn() + 1,
          "the log ends here, and the snapshot of lsn=" + syncedLsn + " proves that it went on");
    }
    List<CorruptSnapshotException> refused = new ArrayList<>();
    StoreState loaded = files.newest(log.firstLsn(), refused);
    StoreState replayed = replay(log, loaded);
    tidy(files, loaded.lsn());
    StoreRecovery how = new StoreRecovery(loaded.lsn(), replayed.lsn() - loaded.lsn(), refused);
    return new LogStore(log, replayed, files, options, how);
  }

  private static StoreState replay(Wal log, StoreState loaded) throws IOException {
    StoreState[] state = {loaded};
    log.replay(
        loaded.lsn() + 1,
        (lsn, record) -> {
          Batch batch = StoreRecord.decode(lsn, record);
          if (lsn != state[0].lsn() + 1) {
            throw new CorruptRecordException(lsn, 0, "follows lsn=" + state[0].lsn());
          }
          state[0] = state[0].next(batch, state[0].treeAfter(batch));
        });
    return state[0];
  }

  /** The loaded snapshot's name may not be durable yet: nothing it replaces goes before it is. */
  private static void tidy(SnapshotFiles files, long loadedLsn) throws IOException {
    files.syncNames();
    files.deleteTemporaries();
    files.deleteOlder(loadedLsn);
  }

  private static void closeAfter(Exception failure, Wal log) {
    try {
      log.close();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Optional<Bytes> get(Bytes key) throws IOException {
    SortedTree.Node node = visible().tree().find(key);
    return node == null ? Optional.empty() : Optional.ofNullable(node.value);
  }

  @Override
  public Versioned read(Bytes key) throws IOException {
    return visible().read(key);
  }

  @Override
  public List<Entry> scan(Bytes from, Bytes to, int limit) throws IOException {
    return visible().scan(from, to, limit);
  }

  private StoreState visible() throws IOException {
    if (closed.get()) {
      throw new WalClosedException("the store is closed");
    }
    return queue.visible();
  }

  /** {@inheritDoc} Survives what {@link #guarantee} says when it returns. */
  @Override
  public boolean write(Batch batch) throws IOException, InterruptedException {
    ApplyQueue.PendingWrite write = queue.append(batch);
    try {
      acknowledgement.await(write.lsn());
    } catch (InterruptedException e) {
      applyLater(write, e);
      throw e;
    }
    acknowledged(write);
    return write.tookEffect();
  }

  /** Nobody waits for the write any more; it becomes visible all the same when acknowledged. */
  private void applyLater(ApplyQueue.PendingWrite write, InterruptedException interrupted) {
    try {
      acknowledgement.await(
          write.lsn(),
          (lsn, failure) -> {
            if (failure == null) {
              acknowledged(write);
            }
          });
    } catch (IOException e) {
      interrupted.addSuppressed(e);
    }
  }

  /**
   * {@inheritDoc} Stages complete on the log's completion thread, in LSN order, when the write is
   * visible.
   */
  @Override
  public CompletionStage<Boolean> writeAsync(Batch batch) {
    CompletableFuture<Boolean> outcome = new CompletableFuture<>();
    try {
      ApplyQueue.PendingWrite write = queue.append(batch);
      acknowledgement.await(write.lsn(), (lsn, failure) -> completed(write, failure, outcome));
    } catch (IOException e) {
      outcome.completeExceptionally(e);
    }
    return outcome;
  }

  private void completed(
      ApplyQueue.PendingWrite write, IOException failure, CompletableFuture<Boolean> outcome) {
    if (failure == null) {
      acknowledged(write);
      outcome.complete(write.tookEffect());
    } else {
      outcome.completeExceptionally(failure);
    }
  }

  private void acknowledged(ApplyQueue.PendingWrite write) {
    queue.acknowledged(write.lsn());
    if (housekeeper.isPresent()) {
      housekeeper.get().wroteSome();
    }
  }

  /**
   * Makes everything that is visible durable at {@link org.ackmark.wal.Level#SYNCED}, under every
   * log that can. Blocks for the device.
   *
   * @throws UnsupportedOperationException when the log can never sync
   * @throws IOException when the log failed or is closed
   * @throws InterruptedException when interrupted while waiting
   */
  public void sync() throws IOException, InterruptedException {
    long lsn = visible().lsn();
    if (lsn >= log.firstLsn()) {
      Snapshots.syncLog(log, lsn);
    }
  }

  /**
   * Writes what is visible now to a snapshot file, while reads and writes go on, and cleans the log
   * as the {@link LowWaterMark} allows. The log is synced first, the snapshot is durable before the
   * mark is, the mark before anything is deleted. Blocks for the device; a second caller waits for
   * the first. Does not write when the newest snapshot is as new as the store.
   *
   * @return the LSN up to which the durable snapshot holds everything; 0 for an empty store
   * @throws UnsupportedOperationException when the log can never sync
   * @throws IOException when it failed; the older snapshot and the log are as valid as before, and
   *     {@link #snapshotLsn} says whether the new one is durable already
   * @throws InterruptedException when interrupted while waiting for the log
   */
  public long snapshot() throws IOException, InterruptedException {
    return snapshots.take();
  }

  /**
   * Raises the log's low-water mark as far as the {@link LowWaterMark} allows. Blocks for the
   * device.
   *
   * @throws IOException when the log failed or is closed
   * @throws InterruptedException when interrupted while waiting for a snapshot in progress
   */
  public void clean() throws IOException, InterruptedException {
    snapshots.clean();
  }

  /** The LSN up to which the newest durable snapshot holds everything; 0 when there is none. */
  public long snapshotLsn() {
    return snapshots.durableLsn();
  }

  /** The LSN of the last visible record; 0 when there is none. */
  public long visibleLsn() {
    return queue.visible().lsn();
  }

  /** What a write that returned survives. */
  public Guarantee guarantee() {
    return acknowledgement.guarantee();
  }

  /** What the log has done since it was opened. */
  public WalCounters counters() {
    return log.counters();
  }

  /** What the opening found. */
  public StoreRecovery recovery() {
    return recovery;
  }

  /** Why the latest automatic snapshot or cleaning failed; empty when it did not. */
  public Optional<Exception> housekeepingFailure() {
    return housekeeper.flatMap(Housekeeper::failure);
  }

  /**
   * Waits for a snapshot in progress and closes the log, which syncs it and ends every write that
   * waits. A second call does nothing.
   */
  @Override
  public void close() throws IOException {
    if (closed.compareAndSet(false, true)) {
      housekeeper.ifPresent(Housekeeper::close);
      snapshots.close();
      log.close();
    }
  }
}
