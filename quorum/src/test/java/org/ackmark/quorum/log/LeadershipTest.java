package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.Test;

/**
 * A leader that was deposed and does not know it yet: from its replica's promise on, the log and
 * the snapshots in its directory may be another leader's, and must not be sent in its own term.
 */
class LeadershipTest {

  private static final class Deaf implements Leadership.Listener {
    @Override
    public void serving() {
      // nobody waits for that
    }

    @Override
    public void moved() {
      // nor for that
    }

    @Override
    public void over(IOException how) {
      throw new AssertionError(how);
    }
  }

  private static Leadership leadership(SimLogs logs, Replica own) {
    History history = new History(List.of(new Run(own.promised(), 1)), 3);
    return new Leadership(
        logs.cluster(ATHENS), own, own.promised(), history, Rules.SOUND, new Deaf());
  }

  @Test
  void shouldSendNothingOfALogThatAnotherLeaderMayHaveCut() throws Exception {
    try (SimLogs logs = SimLogs.of(3)) {
      logs.putAll(logs.lead(ATHENS), "a", "b", "c");
      Replica own = logs.replica(ATHENS);
      Leadership leadership = leadership(logs, own);
      assertEquals(3, leadership.read(0, 3).lastLsn());

      own.handle(BYZANTIUM, new LogRequest.Prepare(new Term(9, 1)), reply -> {});
      assertThrows(DeposedException.class, () -> leadership.read(0, 3));
    }
  }

  @Test
  void shouldSendNeitherASnapshotNorAMarkThatAnotherLeaderMayHaveBrought() throws Exception {
    try (SimLogs logs = new SimLogs(SimLogs.Setup.of(Quorum.majority(3)).withSnapshots())) {
      QuorumWal log = logs.lead(ATHENS);
      LogStore store =
          LogStore.open(logs.host(ATHENS).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS);
      for (int i = 0; i < 3; i++) {
        logs.cluster.await(store.putAsync(Bytes.utf8("key" + i), Bytes.utf8("value")));
      }
      Replica own = logs.replica(ATHENS);
      Leadership leadership = leadership(logs, own);
      assertEquals(1, leadership.firstLsn());
      store.snapshot();
      assertEquals(3, leadership.snapshotPart(0, 0).lsn());
      assertEquals(4, leadership.firstLsn());
      logs.cluster.await(store.putAsync(Bytes.utf8("key3"), Bytes.utf8("value")));

      own.handle(BYZANTIUM, new LogRequest.Prepare(new Term(9, 1)), reply -> {});
      own.log().truncateBefore(5); // as the other leader may ask
      assertEquals(4, leadership.firstLsn());
      assertThrows(DeposedException.class, () -> leadership.snapshotPart(0, 0));
    }
  }
}
