package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicationTest {
  private static final Quorum TWO_OF_THREE = new Quorum(3, 2, 2, Level.WRITTEN);

  private static Replication replication(Protocol protocol, Quorum quorum) {
    return new Replication(protocol, quorum, Placement.ONE_PROCESS, Link.PLAIN, Fault.NONE, null);
  }

  @Test
  void labelThatReadsBackAsSomethingElse() {
    Replication replication = replication(Protocol.ABD, TWO_OF_THREE);
    assertEquals("abd-3-2-2-written", replication.label());
    assertEquals(Optional.of(replication), Replication.labelled(replication.label()));
    Replication apart =
        new Replication(
            Protocol.LOG, TWO_OF_THREE, Placement.PROCESSES, Link.PLAIN, Fault.NONE, null);
    assertEquals("log-3-2-2-written-processes", apart.label());
    assertEquals(Optional.of(apart), Replication.labelled(apart.label()));
    assertEquals(Optional.empty(), Replication.labelled(Replication.NONE));
  }

  @Test
  void labelOfRatisThatReadsBackAsAnotherSync() {
    for (RatisSync sync : RatisSync.values()) {
      Replication ratis = ratis(sync);
      assertEquals(Optional.of(ratis), Replication.labelled(ratis.label()));
    }
    assertEquals("ratis-3-2-2-written-async-flush", ratis(RatisSync.ASYNC_FLUSH).label());
    assertEquals(Optional.of(ratis(RatisSync.FORCED)), Replication.labelled("ratis-3-2-2-synced"));
  }

  @Test
  void ratisThatPromisesWhatAVariantDoes() {
    assertEquals(Guarantee.POWER_LOSS, ratis(RatisSync.FORCED).guarantee(Variant.BUFFERED));
    assertEquals(
        Guarantee.PROCESS_CRASH, ratis(RatisSync.UNSAFE_FLUSH).guarantee(Variant.BUFFERED));
    assertEquals(Guarantee.NOTHING, ratis(RatisSync.IN_MEMORY).guarantee(Variant.GROUP));
    assertTrue(ratis(RatisSync.IN_MEMORY).linearizable());
    assertEquals("unsafe-flush", ratis(RatisSync.UNSAFE_FLUSH).parameters().get("sync"));
  }

  private static Replication ratis(RatisSync sync) {
    Quorum quorum = new Quorum(3, 2, 2, sync.level());
    return new Replication(
        Protocol.RATIS, quorum, Placement.ONE_PROCESS, Link.PLAIN, Fault.NONE, RatisWays.of(sync));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "abd",
        "abd-3-2-2",
        "raft-3-2-2-synced",
        "abd-3-2-4-synced",
        "abd-3-2-2-safe",
        "abd-3-2-2-synced-moon",
        "abd-3-2-2-synced-forced",
        "ratis-3-2-2-synced-async-flush",
        "ratis-3-1-3-synced",
        "ratis-3-2-2-synced-namespaces",
        "ratis-3-2-2-synced-forced-hosts",
        "log-3-2-2-synced-default-reads",
        "ratis-1-1-1-received"
      })
  void labelOfNothingThatIsTaken(String label) {
    assertThrows(IllegalArgumentException.class, () -> Replication.labelled(label));
  }

  @Test
  void logThatIsReadFromTooFew() {
    Quorum quorum = new Quorum(3, 1, 2, Level.SYNCED);
    assertThrows(IllegalArgumentException.class, () -> replication(Protocol.LOG, quorum));
  }

  @Test
  void guaranteeBeyondTheLevel() {
    Replication written = replication(Protocol.ABD, TWO_OF_THREE);
    assertEquals(Guarantee.PROCESS_CRASH, written.guarantee(Variant.GROUP));
    assertEquals(Guarantee.PROCESS_CRASH, written.guarantee(Variant.BUFFERED));
    Replication synced = replication(Protocol.ABD, new Quorum(3, 2, 2, Level.SYNCED));
    assertEquals(Guarantee.POWER_LOSS, synced.guarantee(Variant.ASYNC));
    Replication received = replication(Protocol.ABD, new Quorum(3, 2, 2, Level.RECEIVED));
    assertEquals(Guarantee.NOTHING, received.guarantee(Variant.GROUP));
  }

  @Test
  void promiseOfAnOrderWhereReadsMissWrites() {
    assertTrue(replication(Protocol.ABD, TWO_OF_THREE).linearizable());
    assertFalse(replication(Protocol.ABD, new Quorum(3, 1, 2, Level.SYNCED)).linearizable());
    assertFalse(replication(Protocol.LWW, TWO_OF_THREE).linearizable());
  }

  @Test
  void parametersUnderOtherNamesThanResultsRead() {
    assertEquals(
        List.of("protocol", "replicas", "readQuorum", "writeQuorum", "level"),
        List.copyOf(replication(Protocol.ABD, TWO_OF_THREE).parameters().keySet()));
  }
}
