package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.log.LogReply.Stands;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.SnapshotCopies;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.Test;

/**
 * A crash before every operation on a replica's disk, while it takes over another leader's history:
 * it opens, keeps what was acknowledged, ascribes each record to the term that wrote it, and can be
 * brought where it was to go.
 */
class ReplicaCrashTest {
  private static final NodeId LEADER = SimLogs.ATHENS;
  static final Term FIRST = new Term(1, 0);
  private static final Term SECOND = new Term(2, 1);
  static final Term THIRD = new Term(3, 2);
  static final WalOptions LOG =
      WalOptions.of(Variant.SYNC)
          .withSegmentBytes(8 << 10)
          .withBufferBytes(1 << 14)
          .withPreallocation(Preallocation.APPEND, 0)
          .withIdleMarkNs(TimeUnit.HOURS.toNanos(1));

  /** Acknowledged by a majority that this replica was one of, and so in every later history. */
  private static final long ACKNOWLEDGED_LSN = 4;

  /** The replica wrote 1 to 8 in the first term; the others went on after 5 in the second. */
  static final History LEADERS = new History(List.of(new Run(FIRST, 1), new Run(SECOND, 6)), 12);

  private static Term termOf(History history, long lsn) {
    return history.termAt(lsn);
  }

  private static byte[] payload(Term term, long lsn) {
    return "%s:%d:%s".formatted(term, lsn, "x".repeat(700)).getBytes(StandardCharsets.UTF_8);
  }

  private static Records records(History history, long fromLsn, long toLsn) {
    List<byte[]> payloads = new ArrayList<>();
    for (long lsn = fromLsn; lsn <= toLsn; lsn++) {
      payloads.add(payload(termOf(history, lsn), lsn));
    }
    return new Records(fromLsn, payloads);
  }

  static Replica open(SimDisk disk, boolean snapshots) throws IOException {
    return Replica.open(disk, LogOpener.of(LOG), snapshots, Workers.threads("test"));
  }

  static LogReply ask(Replica replica, LogRequest request) throws Exception {
    CompletableFuture<LogReply> answer = new CompletableFuture<>();
    replica.handle(LEADER, request, reply -> answer.complete((LogReply) reply));
    return answer.get(30, TimeUnit.SECONDS);
  }

  static Standing standing(LogReply reply) {
    assertTrue(reply instanceof Stands, reply.toString());
    return ((Stands) reply).standing();
  }

  /** A replica that follows the first term, with eight records of it, all synced. */
  static SimDisk follower(boolean snapshots) throws Exception {
    SimDisk disk = new SimDisk("follower");
    try (Replica replica = open(disk, snapshots)) {
      ask(replica, new LogRequest.Adopt(FIRST, History.EMPTY));
      History first = new History(List.of(new Run(FIRST, 1)), 8);
      ask(replica, new LogRequest.Append(FIRST, records(first, 1, 8), Level.SYNCED, 0));
    }
    return disk;
  }

  private interface Change {
    void make(Replica replica) throws Exception;
  }

  private static List<SimDisk> crashesDuring(SimDisk disk, boolean snapshots, Change change)
      throws Exception {
    List<SimDisk> found = new ArrayList<>();
    long seed = Seeds.next(ReplicaCrashTest.class);
    try (Replica replica = open(disk, snapshots)) {
      disk.hook(operation -> {
        if (operation.kind().changes()) {
          take(disk, seed + operation.number(), found);
        }
      });
      change.make(replica);
      disk.hook(operation -> {});
      take(disk, seed, found);
    }
    return found;
  }

  private static synchronized void take(SimDisk disk, long seed, List<SimDisk> found) {
    for (CrashClass crashClass : CrashClass.values()) {
      found.add(disk.crashLosingAll(crashClass));
      found.add(disk.crash(crashClass, seed));
    }
  }

  private static void takeOver(Replica replica) throws Exception {
    assertTrue(ask(replica, new LogRequest.Prepare(THIRD)) instanceof Promise);
    Standing matched = standing(ask(replica, new LogRequest.Adopt(THIRD, LEADERS)));
    for (long lsn = matched.receivedLsn() + 1; lsn <= LEADERS.lastLsn(); lsn += 3) {
      long to = Math.min(lsn + 2, LEADERS.lastLsn());
      Records some = records(LEADERS, lsn, to);
      ask(replica, new LogRequest.Append(THIRD, some, Level.RECEIVED, 0));
    }
    Standing adopted = standing(ask(replica, new LogRequest.Adopt(THIRD, LEADERS)));
    assertEquals(THIRD, adopted.adopted());
    assertEquals(LEADERS.lastLsn(), adopted.durableLsn());
  }

  @Test
  void shouldHoldWhatWasAcknowledgedAndKnowItsTermsAfterACrashInATakeOver() throws Exception {
    List<SimDisk> crashed = crashesDuring(follower(false), false, ReplicaCrashTest::takeOver);
    int adopted = 0;
    int shorter = 0;
    for (SimDisk disk : crashed) {
      try (Replica replica = open(disk, false)) {
        Promise found = (Promise) ask(replica, new LogRequest.Prepare(new Term(4, 0)));
        requireTrue(replica, found, disk);
        adopted += found.standing().adopted().equals(THIRD) ? 1 : 0;
        shorter += found.history().lastLsn() < 8 ? 1 : 0;
      }
      try (Replica replica = open(disk, false)) {
        requireComplete(replica);
      }
    }
    assertTrue(adopted > 0 && shorter > 0 && adopted + shorter < crashed.size(), "vacuous");
    System.out.println("crash states of a take-over=" + crashed.size());
  }

  /** Runs and records tell the same, and what was acknowledged is there. */
  private static void requireTrue(Replica replica, Promise found, SimDisk disk) {
    TreeMap<Long, String> contents = SimLogs.contents(replica.log());
    contents.forEach((lsn, text) ->
        assertEquals(
            new String(payload(termOf(found.history(), lsn), lsn), StandardCharsets.UTF_8),
            text,
            "lsn=" + lsn + " " + disk));
    assertTrue(found.history().lastLsn() >= ACKNOWLEDGED_LSN, found + " " + disk);
    if (found.standing().adopted().equals(THIRD)) {
      assertEquals(LEADERS.lastLsn(), found.history().lastLsn(), disk.toString());
    }
  }

  /** The next leader brings it where the last one wanted it. */
  private static void requireComplete(Replica replica) throws Exception {
    Term fourth = new Term(4, 0);
    Standing matched = standing(ask(replica, new LogRequest.Adopt(fourth, LEADERS)));
    Records rest = records(LEADERS, matched.receivedLsn() + 1, LEADERS.lastLsn());
    ask(replica, new LogRequest.Append(fourth, rest, Level.RECEIVED, 0));
    Standing adopted = standing(ask(replica, new LogRequest.Adopt(fourth, LEADERS)));
    assertEquals(fourth, adopted.adopted());
    TreeMap<Long, String> expected = new TreeMap<>();
    for (long lsn = 1; lsn <= LEADERS.lastLsn(); lsn++) {
      byte[] bytes = payload(termOf(LEADERS, lsn), lsn);
      expected.put(lsn, new String(bytes, StandardCharsets.UTF_8));
    }
    assertEquals(expected, SimLogs.contents(replica.log()));
  }

  /** The file of a store's snapshot that stands for LSNs 1 to 20. */
  static ByteBuffer snapshotOf20() throws Exception {
    SimDisk disk = new SimDisk("leader");
    try (LogStore store = LogStore.open(disk, LogOpener.of(LOG), StoreOptions.DEFAULTS)) {
      for (int i = 0; i < 20; i++) {
        store.put(Bytes.utf8("key" + i), Bytes.utf8("value" + i));
      }
      assertEquals(20, store.snapshot());
    }
    return new SnapshotCopies(disk).read(20, 0, 1 << 20);
  }

  static void install(Replica replica, ByteBuffer snapshot) throws Exception {
    ask(replica, new LogRequest.Prepare(THIRD));
    int half = snapshot.remaining() / 2;
    LogRequest.Part one = new LogRequest.Part(20, 0, snapshot.slice(0, half), false);
    ByteBuffer rest = snapshot.slice(half, snapshot.remaining() - half);
    LogRequest.Part two = new LogRequest.Part(20, half, rest, true);
    ask(replica, new LogRequest.Install(THIRD, LEADERS, one));
    Standing stands = standing(ask(replica, new LogRequest.Install(THIRD, LEADERS, two)));
    assertEquals(20, stands.durableLsn());
    assertEquals(21, stands.firstLsn());
    assertEquals(THIRD, stands.adopted(), "there is nothing of an older term left to get");
  }

  @Test
  void shouldHaveTheOldLogOrTheWholeSnapshotAfterACrashInAnInstallation() throws Exception {
    ByteBuffer snapshot = snapshotOf20();
    List<SimDisk> crashed =
        crashesDuring(follower(true), true, replica -> install(replica, snapshot));
    int installed = 0;
    for (SimDisk disk : crashed) {
      boolean done;
      try (Replica replica = open(disk, true)) {
        Promise found = (Promise) ask(replica, new LogRequest.Prepare(new Term(4, 0)));
        done = replica.log().firstLsn() == 21;
        assertEquals(done ? 20 : 8, found.history().lastLsn(), disk.toString());
        assertEquals(done ? THIRD : FIRST, found.standing().adopted(), disk.toString());
        assertEquals(done ? 20 : 0, found.standing().snapshotLsn(), disk.toString());
        assertEquals(done ? 0 : 8, SimLogs.contents(replica.log()).size());
      }
      installed += done ? 1 : 0;
      if (done) {
        requireStore(disk);
      }
    }
    assertTrue(installed > 0 && installed < crashed.size(), "vacuous: installed=" + installed);
    System.out.println("crash states of an installation=" + crashed.size());
  }

  private static void requireStore(SimDisk disk) throws Exception {
    try (LogStore store = LogStore.open(disk, LogOpener.of(LOG), StoreOptions.DEFAULTS)) {
      assertEquals(20, store.scan(Bytes.EMPTY, Bytes.EMPTY, 100).size());
      assertEquals(20, store.recovery().snapshotLsn());
    }
  }
}
