package org.ackmark.quorum.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Level;
import org.ackmark.wal.Wal;
import org.ackmark.wal.io.Disk;

/**
 * A replica's log and what it remembers of terms: each change of both in the order that a crash at
 * any point allows. For one thread at a time, its replica's monitor; reading is free to all.
 */
final class TermedLog {
  private final Wal log;
  private final TermFile file;
  private volatile TermState state;

  private TermedLog(Wal log, TermFile file, TermState state) {
    this.log = log;
    this.file = file;
    this.state = state;
  }

  /**
   * With what the directory remembers. Counts the opening, and completes what a crash cut short.
   *
   * @throws CorruptLogException when the log holds records and nothing is remembered
   */
  static TermedLog open(Disk disk, Wal log, Installer installer) throws IOException {
    TermFile file = new TermFile(disk);
    Optional<TermState> stored = file.load();
    if (stored.isEmpty() && log.appendedLsn() > 0) {
      throw new CorruptLogException(
          TermFile.NAME,
          0,
          log.appendedLsn(),
          "missing in directory=" + disk + ", though its log holds records: no replica's");
    }
    TermedLog opened = new TermedLog(log, file, TermState.NEW);
    opened.store(stored.orElse(TermState.NEW).opened());
    if (opened.state.installingLsn() != 0) {
      installer.complete(opened.state.installingLsn());
      opened.store(opened.state.installing(0));
    }
    return opened;
  }

  private void store(TermState next) throws IOException {
    file.store(next);
    state = next;
  }

  Wal log() {
    return log;
  }

  Term promised() {
    return state.promised();
  }

  Term adopted() {
    return state.adopted();
  }

  long lastLsn() {
    return log.appendedLsn();
  }

  /** What it holds, and in which terms that was written, as far as it remembers. */
  History history() {
    return new History(state.runs(), log.appendedLsn()).from(log.firstLsn());
  }

  Standing standing(long snapshotLsn) {
    long durableLsn = log.durableLsn(); // first: the others are never lower
    long writtenLsn = log.writtenLsn();
    long appendedLsn = log.appendedLsn();
    TermState now = state; // last: if it still is of that term, so was the log
    return new Standing(
        now.promised(),
        now.adopted(),
        now.openings(),
        log.firstLsn(),
        appendedLsn,
        writtenLsn,
        durableLsn,
        snapshotLsn);
  }

  /** Refuses lower terms from now on. */
  void promise(Term term) throws IOException {
    if (!state.promised().equals(term)) {
      store(state.withPromised(term));
    }
  }

  /** Keeps what agrees with the leader's history, and is a prefix of it from then on. */
  void takeOver(long keptLsn, History leaders) throws IOException {
    if (keptLsn < log.appendedLsn()) {
      log.truncateAfter(keptLsn);
    }
    List<Run> runs = History.merged(state.runs(), leaders.runs());
    if (!runs.equals(state.runs())) {
      store(state.withRuns(runs)); // before any record of those runs
    }
  }

  /** Adopts the term whose leader's history is here, synced. */
  void adopt(Term term, History leaders) throws IOException {
    if (!state.adopted().equals(term)) {
      List<Run> runs = History.merged(state.runs(), leaders.goingOnIn(term));
      store(state.withAdopted(term, History.trimmed(runs, log.firstLsn())));
    }
  }

  /** Puts a snapshot that is there, sealed, in the place of every record. */
  void skipTo(long lsn, Term term, History leaders, Installer installer) throws IOException {
    boolean whole = lsn >= leaders.lastLsn(); // then nothing of an older term is missing
    TermState skipping =
        whole ? state.withAdopted(term, leaders.goingOnIn(term)) : state.withRuns(leaders.runs());
    store(skipping.installing(lsn)); // from here on every opening completes it
    installer.complete(lsn);
    store(skipping);
  }

  /** Appends those of the records that it does not have; they follow on what it has. */
  void append(Records records) throws IOException {
    for (long lsn = log.appendedLsn() + 1; lsn <= records.lastLsn(); lsn++) {
      log.append(ByteBuffer.wrap(records.payloads().get((int) (lsn - records.firstLsn()))));
    }
  }

  /** Sees to it that every record can be read. */
  void write() throws IOException {
    if (log.writtenLsn() < log.appendedLsn() && log.level() != Level.RECEIVED) {
      Uninterrupted.await(log, log.appendedLsn(), Level.WRITTEN);
    }
  }

  /** Records above {@code afterLsn}: as many as fit, but at least one if it is written. */
  Records read(long afterLsn, long toLsn, long maxBytes) throws IOException {
    List<byte[]> payloads = new ArrayList<>();
    long[] bytes = {0};
    BoundedReplay.replay(
        log,
        afterLsn + 1,
        toLsn,
        (_, record) -> {
          bytes[0] += record.remaining();
          if (bytes[0] > maxBytes && !payloads.isEmpty()) {
            return false;
          }
          byte[] payload = new byte[record.remaining()];
          record.get(payload);
          return payloads.add(payload);
        });
    return new Records(afterLsn + 1, List.copyOf(payloads));
  }

  /** The highest level that the log can reach. */
  Level safest() {
    return log.level() == Level.RECEIVED ? Level.RECEIVED : Level.SYNCED;
  }
}
