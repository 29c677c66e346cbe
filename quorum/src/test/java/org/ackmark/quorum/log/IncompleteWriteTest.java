package org.ackmark.quorum.log;

import static org.ackmark.quorum.log.SimLogs.ATHENS;
import static org.ackmark.quorum.log.SimLogs.BYZANTIUM;
import static org.ackmark.quorum.log.SimLogs.CYRENE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Writes that a store over the replicated log could not finish. Its two phases are: the record on W
 * replicas, then the W-th largest LSN, which the leader alone computes, passes it. What others call
 * a commit message that is lost is a leader that dies between the two.
 */
class IncompleteWriteTest {
  private static final Bytes TITLE = Bytes.utf8("title");

  private final SimLogs logs = SimLogs.of(3);

  @AfterEach
  void close() {
    logs.close();
  }

  /** A store over that leader's log. */
  private LogStore open(QuorumWal log, NodeId leader) throws IOException {
    return LogStore.open(
        logs.host(leader).disk("log"), (disk, known) -> log, StoreOptions.DEFAULTS);
  }

  private static CompletableFuture<Boolean> put(LogStore store, String value) {
    return store.putAsync(TITLE, Bytes.utf8(value)).toCompletableFuture();
  }

  private static String get(LogStore store) throws IOException {
    return store.get(TITLE).map(Bytes::toUtf8).orElse("");
  }

  /** Q20: nobody sees a write that too few replicas hold, not even on the leader that has it. */
  @Test
  void shouldNotShowAWriteThatTooFewReplicasHoldUntilWHoldIt() throws Exception {
    QuorumWal log = logs.lead(ATHENS);
    LogStore store = open(log, ATHENS);
    assertTrue(logs.cluster.await(put(store, "old")));
    logs.separate(ATHENS, BYZANTIUM, CYRENE);
    logs.awaitFailure(TooFewReplicasException.class, put(store, "incomplete"));
    assertEquals(2, logs.replica(ATHENS).log().durableLsn(), "the leader has synced it");
    assertEquals("old", get(store));
    assertEquals(1, SimLogs.contents(log).size(), "a replay does not show it either");

    logs.heal();
    assertTrue(logs.cluster.await(store.putAsync(Bytes.utf8("other"), TITLE)));
    assertEquals("incomplete", get(store), "completed in the order of the log");
  }

  /** Q20: a write whose leader died unanswered is not served until a restart has completed it. */
  @Test
  void shouldServeNobodyUntilARestartHasCompletedAWriteThatWReplicasHold() throws Exception {
    LogStore store = open(logs.lead(ATHENS), ATHENS);
    assertTrue(logs.cluster.await(put(store, "old")));
    logs.cluster.network().cut(BYZANTIUM, ATHENS);
    logs.cluster.network().cut(CYRENE, ATHENS);
    CompletableFuture<Boolean> unanswered = put(store, "new");
    logs.cluster.runFor(SimLogs.HOP.multipliedBy(5));
    assertFalse(unanswered.isDone());
    assertEquals("old", get(store));
    assertEquals(2, logs.replica(BYZANTIUM).log().durableLsn(), "the followers have synced it");
    logs.node(ATHENS).crash(CrashClass.POWER);
    logs.node(CYRENE).crash(CrashClass.POWER);
    logs.heal();

    logs.awaitFailure(TooFewReplicasException.class, logs.start(BYZANTIUM));
    logs.node(CYRENE).start();
    LogStore recovered = open(logs.lead(BYZANTIUM), BYZANTIUM);
    assertEquals("new", get(recovered));
    assertFalse(
        unanswered.isDone(), "the client never learns it: to it the write is indeterminate");
  }
}
