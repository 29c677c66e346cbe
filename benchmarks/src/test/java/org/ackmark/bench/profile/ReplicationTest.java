package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {
  private static final Quorum TWO_OF_THREE = new Quorum(3, 2, 2, Level.WRITTEN);

  @Test
  void labelThatReadsBackAsSomethingElse() {
    Replication replication = new Replication(Protocol.ABD, TWO_OF_THREE);
    assertEquals("abd-3-2-2-written", replication.label());
    assertEquals(Optional.of(replication), Replication.labelled(replication.label()));
    assertEquals(Optional.empty(), Replication.labelled(Replication.NONE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "abd", "abd-3-2-2", "raft-3-2-2-synced", "abd-3-2-4-synced", "abd-3-2-2-safe"})
  void labelOfNothingThatIsTaken(String label) {
    assertThrows(IllegalArgumentException.class, () -> Replication.labelled(label));
  }

  @Test
  void logThatIsReadFromTooFew() {
    Quorum quorum = new Quorum(3, 1, 2, Level.SYNCED);
    assertThrows(IllegalArgumentException.class, () -> new Replication(Protocol.LOG, quorum));
  }

  @Test
  void guaranteeBeyondTheLevel() {
    Replication written = new Replication(Protocol.ABD, TWO_OF_THREE);
    assertEquals(Guarantee.PROCESS_CRASH, written.guarantee(Variant.GROUP));
    assertEquals(Guarantee.PROCESS_CRASH, written.guarantee(Variant.BUFFERED));
    Replication synced = new Replication(Protocol.ABD, new Quorum(3, 2, 2, Level.SYNCED));
    assertEquals(Guarantee.POWER_LOSS, synced.guarantee(Variant.ASYNC));
    Replication received = new Replication(Protocol.ABD, new Quorum(3, 2, 2, Level.RECEIVED));
    assertEquals(Guarantee.NOTHING, received.guarantee(Variant.GROUP));
  }

  @Test
  void promiseOfAnOrderWhereReadsMissWrites() {
    assertTrue(new Replication(Protocol.ABD, TWO_OF_THREE).linearizable());
    assertFalse(new Replication(Protocol.ABD, new Quorum(3, 1, 2, Level.SYNCED)).linearizable());
    assertFalse(new Replication(Protocol.LWW, TWO_OF_THREE).linearizable());
  }

  @Test
  void parametersUnderOtherNamesThanResultsRead() {
    assertEquals(
        List.of("protocol", "replicas", "readQuorum", "writeQuorum", "level"),
        List.copyOf(new Replication(Protocol.ABD, TWO_OF_THREE).parameters().keySet()));
  }
}
