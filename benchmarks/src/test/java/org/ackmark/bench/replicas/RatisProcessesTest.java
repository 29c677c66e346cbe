package org.ackmark.bench.replicas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.ackmark.bench.profile.Fault;
import org.ackmark.bench.profile.Link;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Protocol;
import org.ackmark.bench.profile.RatisWays;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.run.DiskFolder;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.check.History;
import org.ackmark.quorum.check.Outcome;
import org.ackmark.quorum.check.RegisterChecker;
import org.ackmark.quorum.check.Verdict;
import org.ackmark.quorum.ratis.RatisReads;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.PosixDisk;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Replicas of Apache Ratis that are processes: they count, and go on without one of them. */
@Timeout(300)
class RatisProcessesTest {
  private static final long SEED = Long.getLong("seed", 20_261_123);
  private static final long MEASURED_NS = TimeUnit.SECONDS.toNanos(6);
  private static final int PUTS = 20;

  private static Replicas replicas(DiskFolder folder, Fault fault, RatisReads reads)
      throws Exception {
    Replication replication =
        new Replication(
            Protocol.RATIS,
            new Quorum(3, 2, 2, Level.SYNCED),
            Placement.PROCESSES,
            Link.PLAIN,
            fault,
            new RatisWays(RatisSync.FORCED, reads));
    WalOptions unused = WalOptions.of(Variant.GROUP);
    return new Replicas(replication, unused, folder.path(), PosixDisk::new, null);
  }

  @Test
  void shouldCountTheSyncsOfEveryProcess() throws Exception {
    try (DiskFolder folder = new DiskFolder();
        Replicas replicas = replicas(folder, Fault.NONE, RatisReads.DEFAULT);
        KeyValue store = replicas.store()) {
      store.put(Bytes.utf8("first"), Bytes.EMPTY);
      WalCounters before = replicas.counters();
      for (int i = 0; i < PUTS; i++) {
        store.put(Bytes.utf8("k"), Bytes.utf8("v" + i));
        assertEquals(Bytes.utf8("v" + i), store.get(Bytes.utf8("k")).orElseThrow());
      }
      WalCounters since = replicas.counters().since(before);
      assertTrue(since.syncs() >= 2 * PUTS, "one on each of a majority: " + since);
      assertTrue(since.appends() >= 2 * PUTS, since.toString());
    }
  }

  @Test
  void shouldLoseNoAcknowledgedWriteWhileAProcessIsKilledAndComesBack() throws Exception {
    System.out.println("seed=" + SEED);
    RecordedClients clients = new RecordedClients(4, 3, Long.MAX_VALUE, 50, SEED);
    try (DiskFolder folder = new DiskFolder();
        Replicas replicas = replicas(folder, Fault.BACK, RatisReads.LINEARIZABLE);
        KeyValue store = replicas.store()) {
      store.put(Bytes.utf8("first"), Bytes.EMPTY);
      Outage outage = replicas.outage(MEASURED_NS).orElseThrow();
      History history;
      try (RecordedClients.Working working = clients.workOn(store)) {
        outage.begin();
        TimeUnit.NANOSECONDS.sleep(MEASURED_NS);
        history = working.stop();
      }
      outage.end();
      assertTrue(outage.faultAtNs().isPresent() && outage.backAtNs().isPresent());
      long acknowledged = history.operations().filter(op -> op.outcome() == Outcome.OK).count();
      assertTrue(acknowledged > 100, "acknowledged=" + acknowledged);
      Verdict verdict = new RegisterChecker().check(history);
      assertTrue(verdict.linearizable(), () -> "seed=" + SEED + " " + verdict.violations());
    }
  }
}
