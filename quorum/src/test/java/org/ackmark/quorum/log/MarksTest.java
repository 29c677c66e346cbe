package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Level;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as acknowledged by two of three, of whom one is the leader with ten records. */
class MarksTest {
  private static final Term TERM = new Term(3, 0);
  private static final int RECORDS = 10;
  private static final WalOptions LOG =
      WalOptions.of(Variant.SYNC)
          .withSegmentBytes(8 << 10)
          .withBufferBytes(1 << 14)
          .withPreallocation(Preallocation.APPEND, 0);

  private final Workers workers = Workers.threads("test");
  private Replica own;
  private Tail tail;
  private Marks marks;

  @BeforeEach
  void lead() throws Exception {
    own = Replica.open(new SimDisk("athens"), LogOpener.of(LOG), false, workers);
    own.handle(ATHENS, new LogRequest.Prepare(TERM), reply -> {});
    tail = new Tail(0, 1 << 20);
    for (int i = 0; i < RECORDS; i++) {
      own.append(TERM, ByteBuffer.wrap(new byte[] {1}));
      tail.add(new byte[] {1}, 0);
    }
    own.log().await(RECORDS, Level.SYNCED);
    marks = new Marks(TERM, own, tail, Quorum.majority(3), Rules.SOUND);
  }

  @AfterEach
  void close() throws Exception {
    own.close();
    workers.close();
  }

  private static Standing standing(Term adopted, long opening, long lsn) {
    return new Standing(TERM, adopted, opening, 1, lsn, lsn, lsn, 0);
  }

  @Test
  void shouldCountNobodyWhoHasNotAdoptedTheTerm() {
    marks.heard(BYZANTIUM, standing(new Term(2, 1), 1, RECORDS));
    assertFalse(marks.update());
    assertEquals(1, marks.adopters());
    marks.heard(BYZANTIUM, standing(TERM, 1, 4));
    assertTrue(marks.update());
    assertEquals(4, marks.lsnAt(Level.SYNCED));
    assertEquals(2, marks.adopters());
  }

  // Two threads of a network may bring two answers in the wrong order.
  @Test
  void shouldNotCountWhatAFollowerSaidBeforeARestartThatItHasSpokenAfter() {
    marks.heard(BYZANTIUM, standing(TERM, 2, 5));
    marks.heard(BYZANTIUM, standing(TERM, 1, 9)); // it lost 6 to 9 when it restarted
    marks.update();
    assertEquals(5, marks.lsnAt(Level.SYNCED));
    marks.heard(BYZANTIUM, standing(TERM, 2, 7));
    marks.heard(BYZANTIUM, standing(TERM, 2, 6));
    marks.update();
    assertEquals(7, marks.lsnAt(Level.SYNCED));
  }

  @Test
  void shouldCountEachReplicaOnceHoweverOftenItIsHeard() {
    marks = new Marks(TERM, own, tail, Quorum.majority(5), Rules.SOUND);
    marks.heard(BYZANTIUM, standing(TERM, 1, RECORDS));
    marks.heard(BYZANTIUM, standing(TERM, 1, RECORDS));
    assertFalse(marks.update(), "the leader and one more are two of the three that it takes");
    marks.heard(CYRENE, standing(TERM, 1, 4));
    assertTrue(marks.update());
    assertEquals(4, marks.lsnAt(Level.SYNCED));
  }

  @Test
  void shouldAcknowledgeNothingMoreOnceItsOwnReplicaHasPromisedAHigherTerm() {
    own.handle(BYZANTIUM, new LogRequest.Prepare(new Term(4, 1)), reply -> {});
    marks.heard(BYZANTIUM, standing(TERM, 1, RECORDS));
    assertFalse(marks.update());
    assertEquals(0, marks.lsnAt(Level.SYNCED));
  }
}
