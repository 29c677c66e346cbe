package org.ackmark.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import org.ackmark.bench.paired.Pairing.Pair;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.profile.Link;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.Test;

class PairedRunTest {
  private static final int PAIRS = 4;
  private static final long SLICE_NS = 10_000_000;
  private static final Contest SYNC = new Contest(Variant.SYNC, ThreadKind.PLATFORM, 1, 1024);

  private final List<String> turns = Collections.synchronizedList(new ArrayList<>());

  @Test
  void sliceOfOneSideThatDoesNotAlternateOrDoesNothing() throws Exception {
    List<Integer> told = new ArrayList<>();
    Pairing pairing = run(SYNC, told::add);
    assertEquals(PAIRS, pairing.pairs().size());
    assertEquals(PAIRS, told.getLast());
    for (Pair pair : pairing.pairs()) {
      assertTrue(pair.commitsPerSecond() > 0 && pair.floorNs() > 0, pair::toString);
      assertTrue(pair.syncsPerCommit() >= 1, pair::toString);
      assertEquals(
          pair.commitsPerSecond() * pair.floorNs() / 1e9, pair.efficiency(), 1e-9, pair::toString);
    }
    assertTrue(turns.size() > 2 * told.size(), turns::toString);
  }

  @Test
  void groupThatSharesNoSyncOrIsComparedWithTheFloorOfOneRecord() throws Exception {
    Contest contest = new Contest(Variant.GROUP, ThreadKind.CALLBACKS, 8, 1024);
    assertEquals(8 * 1024, contest.groupBytes());
    for (Pair pair : run(contest, done -> {}).pairs()) {
      assertTrue(pair.syncsPerCommit() > 0 && pair.syncsPerCommit() < 1, pair::toString);
      assertEquals(pair.commitsPerSecond() * pair.floorNs() / 1e9 / 8, pair.efficiency(), 1e-9);
    }
  }

  @Test
  void virtualWritersThatCommitNothing() throws Exception {
    Contest contest = new Contest(Variant.MEMORY, ThreadKind.VIRTUAL, 4, 100);
    for (Pair pair : run(contest, done -> {}).pairs()) {
      assertTrue(pair.commitsPerSecond() > 0, pair::toString);
      assertEquals(0, pair.syncsPerCommit(), pair::toString);
    }
  }

  @Test
  void interruptThatIsHeardOnlyAtTheEnd() {
    List<Integer> told = new ArrayList<>();
    assertThrows(
        InterruptedException.class,
        () ->
            run(
                SYNC,
                done -> {
                  told.add(done);
                  Thread.currentThread().interrupt();
                }));
    assertEquals(1, told.size());
  }

  @Test
  void partsOfALogThatHasNone() throws Exception {
    assertTrue(run(SYNC, done -> {}).parts().isEmpty(), "a single log has no network");
    Quorum quorum = new Quorum(3, 2, 2, Level.WRITTEN);
    Replication written =
        new Replication(Protocol.LOG, quorum, Placement.PROCESSES, Link.PLAIN, Fault.NONE, null);
    assertFalse(SYNC.on(written).parted(), "there is no sync to take out");
  }

  /** The floor of a replicated log is a sync on every replica and a round trip. */
  @Test
  void replicaThatSyncsNothing() throws Exception {
    Quorum quorum = new Quorum(2, 1, 2, Level.SYNCED);
    Replication replication =
        new Replication(Protocol.LOG, quorum, Placement.PROCESSES, Link.PLAIN, Fault.NONE, null);
    Contest contest = new Contest(Variant.GROUP, ThreadKind.CALLBACKS, 8, 1024).on(replication);
    try (DiskFolder folder = new DiskFolder()) {
      Pairing pairing =
          new PairedRun(contest, each -> ReplicatedLog.open(folder.path(), each))
              .run(PAIRS, SLICE_NS, done -> {});
      for (Pair pair : pairing.pairs()) {
        assertTrue(pair.commitsPerSecond() > 0 && pair.floorNs() > 0, pair::toString);
        assertTrue(pair.syncsPerCommit() >= 2.0 / 8, pair::toString); // one each for a group
      }
      assertEquals(PAIRS, pairing.parts().size());
      for (Parts parts : pairing.parts()) {
        assertTrue(parts.unsyncedNs() > 0 && parts.aloneNs() > 0 && parts.manyNs() > 0);
        assertTrue(parts.unsyncedSyncsPerCommit() < 0.5, parts::toString); // 2 if it were left in
      }
    }
  }

  private Pairing run(Contest contest, IntConsumer progress)
      throws IOException, InterruptedException {
    try (DiskFolder folder = new DiskFolder()) {
      PosixDisk log = new PosixDisk(Files.createDirectory(folder.path().resolve("log")));
      WatchedDisk watchedFloor = new WatchedDisk(new PosixDisk(folder.path()), () -> turn("floor"));
      WatchedDisk watchedLog = new WatchedDisk(log, () -> turn("log"));
      return new PairedRun(contest, each -> SingleLog.open(watchedFloor, watchedLog, each))
          .run(PAIRS, SLICE_NS, progress);
    }
  }

  private void turn(String side) {
    synchronized (turns) {
      if (turns.isEmpty() || !turns.getLast().equals(side)) {
        turns.add(side);
      }
    }
  }
}
