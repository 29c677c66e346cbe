package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.ReplicaCrashTest.LEADERS;
import static org.ackmark.quorum.log.ReplicaCrashTest.THIRD;
import static org.ackmark.quorum.log.ReplicaCrashTest.ask;
import static org.ackmark.quorum.log.ReplicaCrashTest.follower;
import static org.ackmark.quorum.log.ReplicaCrashTest.install;
import static org.ackmark.quorum.log.ReplicaCrashTest.open;
import static org.ackmark.quorum.log.ReplicaCrashTest.snapshotOf20;
import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ackmark.quorum.log.LogReply.Failed;
import org.ackmark.quorum.log.LogReply.Promise;
import org.ackmark.quorum.log.LogReply.Wants;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a replica promises, and what it takes from whom. */
@Timeout(60)
class ReplicaTest {
  private static final int STARTS = 25;

  // As when a leader is started beside one that starts: each would lead in the same term.
  @Test
  void shouldPromiseEachStartOnItsNodeAnotherTerm() throws Exception {
    try (Replica replica = open(new SimDisk("athens"), false);
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      Callable<List<Term>> starting = () -> startOften(replica);
      List<Term> terms = new ArrayList<>();
      for (Future<List<Term>> each : threads.invokeAll(List.of(starting, starting, starting))) {
        terms.addAll(each.get());
      }
      assertEquals(3 * STARTS, terms.size());
      assertEquals(terms.size(), new HashSet<>(terms).size(), terms::toString);
      assertEquals(terms.stream().max(Term::compareTo).orElseThrow(), replica.promised());
    }
  }

  private static List<Term> startOften(Replica replica) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < STARTS; i++) {
      terms.add(((Promise) replica.promiseAbove(replica.promised(), ATHENS)).term());
    }
    return terms;
  }

  private static LogRequest.Install part(ByteBuffer snapshot, int from, int to) {
    ByteBuffer bytes = snapshot.slice(from, to - from);
    boolean last = to == snapshot.remaining();
    return new LogRequest.Install(THIRD, LEADERS, new LogRequest.Part(20, from, bytes, last));
  }

  // The store of a leader that was deposed on this node tidies the directory when it takes one.
  @Test
  void shouldTakeASnapshotFromItsBeginningAgainWhenItsCopyWasDeleted() throws Exception {
    ByteBuffer snapshot = snapshotOf20();
    int half = snapshot.remaining() / 2;
    SimDisk disk = follower(true);
    try (Replica replica = open(disk, true)) {
      ask(replica, new LogRequest.Prepare(THIRD));
      assertEquals(new Wants(20, half), ask(replica, part(snapshot, 0, half)));
      for (String name : disk.list()) {
        if (name.startsWith("snapshot-")) {
          disk.delete(name);
        }
      }
      assertEquals(new Wants(20, 0), ask(replica, part(snapshot, half, snapshot.remaining())));
      install(replica, snapshot);
    }
  }

  @Test
  void shouldRefuseADamagedSnapshotAndTakeAWholeOneThen() throws Exception {
    ByteBuffer snapshot = snapshotOf20();
    int size = snapshot.remaining();
    ByteBuffer damaged = ByteBuffer.allocate(size).put(snapshot.duplicate()).flip();
    damaged.put(size / 2, (byte) ~damaged.get(size / 2));
    try (Replica replica = open(follower(true), true)) {
      ask(replica, new LogRequest.Prepare(THIRD));
      LogReply reply = ask(replica, part(damaged, 0, size));
      assertTrue(reply instanceof Failed, reply.toString());
      assertEquals(8, replica.log().appendedLsn(), "it keeps what it has");
      install(replica, snapshot);
    }
  }
}
