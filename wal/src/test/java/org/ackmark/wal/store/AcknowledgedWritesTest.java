package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is left of a store's writes, under every variant, when process, kernel or power dies. */
@Timeout(60)
class AcknowledgedWritesTest {
  private static final long NEVER_NS = TimeUnit.HOURS.toNanos(1);
  private static final List<Bytes> KEYS =
      IntStream.rangeClosed(1, 4).mapToObj(i -> Bytes.utf8("k" + i)).toList();
  private static final Bytes VALUE = Bytes.utf8("v".repeat(600)); // the batch is in five sectors

  /** A machine on which nothing is synced unless somebody waits for it. */
  private static Machine machine(Variant variant) {
    WalOptions options =
        WalOptions.of(variant)
            .withSegmentBytes(16 << 10)
            .withInterval(NEVER_NS, NEVER_NS, Long.MAX_VALUE)
            .withIdleMarkNs(NEVER_NS);
    return new Machine(new SimDisk("sim"), LogOpener.of(options));
  }

  private static boolean survives(Guarantee guarantee, CrashClass crash) {
    Guarantee needed =
        switch (crash) {
          case PROCESS -> Guarantee.PROCESS_CRASH;
          case OS -> Guarantee.OS_CRASH;
          case POWER -> Guarantee.POWER_LOSS;
        };
    return guarantee.compareTo(needed) >= 0;
  }

  /** How many of the keys are there after the worst crash of that class. */
  private static int present(Machine machine, CrashClass crash) throws IOException {
    return present(machine.simDisk().crashLosingAll(crash), machine.opener());
  }

  private static int present(SimDisk found, LogOpener opener) throws IOException {
    int present = 0;
    try (LogStore store = new Machine(found, opener).open()) {
      for (Bytes key : KEYS) {
        present += store.get(key).equals(Optional.of(VALUE)) ? 1 : 0;
      }
    }
    return present;
  }

  /** W1: what was acknowledged is there after every crash that the variant's guarantee names. */
  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#crashable")
  void shouldFindEveryAcknowledgedWriteAfterACrashThatTheGuaranteeNames(MachineKind kind)
      throws Exception {
    Machine machine = machine(kind.variant());
    int checked = 0;
    try (LogStore store = machine.open()) {
      for (Bytes key : KEYS) {
        store.put(key, VALUE);
      }
      for (CrashClass crash : CrashClass.values()) {
        if (survives(store.guarantee(), crash)) {
          assertEquals(KEYS.size(), present(machine, crash), crash.toString());
          checked++;
        }
      }
    }
    assertTrue(checked > 0, "vacuous: it guarantees nothing");
  }

  /** W11: a batch of several keys is found whole or not at all, wherever its record is torn. */
  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#crashable")
  void shouldReplayABatchWholeOrNotAtAllWhereverItIsTorn(MachineKind kind) throws Exception {
    long seed = Seeds.next();
    int none = 0;
    for (long reachedBytes : new long[] {0, 1, 100, 512, 513, 1500, 2048, 2400}) {
      Machine machine = machine(kind.variant());
      try (LogStore store = machine.open()) {
        awaitNextSegment(machine);
        machine.simDisk().faults().shortWrite(1, reachedBytes);
        assertThrows(IOException.class, () -> store.write(batch()));
      }
      for (CrashClass crash : CrashClass.values()) {
        SimDisk found = machine.simDisk().crash(crash, seed + reachedBytes);
        int present = present(found, machine.opener());
        assertTrue(present == 0 || present == KEYS.size(), found + " present=" + present);
        none += present == 0 ? 1 : 0;
      }
    }
    assertTrue(none > 0, "vacuous: no record was torn");
    Machine machine = machine(kind.variant());
    try (LogStore store = machine.open()) {
      store.write(batch());
      assertEquals(KEYS.size(), present(machine, CrashClass.PROCESS));
    }
  }

  private static Batch batch() {
    Batch.Builder batch = Batch.builder();
    KEYS.forEach(key -> batch.put(key, VALUE));
    return batch.build();
  }

  /** Its preparation would meet the fault instead; the test's time limit ends this. */
  private static void awaitNextSegment(Machine machine) throws Exception {
    while (machine.disk().list().stream().filter(name -> name.startsWith("segment-")).count() < 2) {
      Thread.sleep(1);
    }
  }

  /**
   * W12: a value that was read may be lost afterwards (a dirty read), unless the variant
   * acknowledges only what it has synced.
   */
  @ParameterizedTest
  @MethodSource("org.ackmark.wal.store.MachineKind#crashable")
  void shouldServeDirtyReadsExactlyWhereAnAcknowledgedWriteIsNotSynced(MachineKind kind)
      throws Exception {
    Machine machine = machine(kind.variant());
    Set<CrashClass> lostBy = EnumSet.noneOf(CrashClass.class);
    try (LogStore store = machine.open()) {
      store.write(batch());
      assertEquals(Optional.of(VALUE), store.get(KEYS.getFirst()), "it was read");
      for (CrashClass crash : CrashClass.values()) {
        if (present(machine, crash) == 0) {
          lostBy.add(crash);
          assertFalse(survives(store.guarantee(), crash), () -> "guaranteed: " + crash);
        }
      }
    }
    boolean synced = kind.variant().level() == Level.SYNCED;
    assertEquals(!synced, lostBy.contains(CrashClass.POWER));
    assertEquals(synced, lostBy.isEmpty());
    System.out.printf(
        "%-16s dirty reads: %s%n", kind.variant().label(), synced ? "none" : "lost by " + lostBy);
  }
}
