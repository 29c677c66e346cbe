package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.Variant;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.sim.Strictness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Crashes before every operation of two snapshots, and before every operation of the opening that
 * follows. Whatever is found is a prefix of what was written, nothing synced is missing, and every
 * batch is whole.
 */
@Timeout(300)
class SnapshotCrashTest {
  private static final int SEEDS = 3; // per operation
  private static final List<CrashClass> CLASSES = List.of(CrashClass.values());

  /** A disk as it is found, and what it must hold at least. */
  private record Found(Machine machine, long syncedLsn, String where) {}

  private final List<Batch> written = new ArrayList<>(); // the one at index i has LSN i + 1
  private final Map<Long, Map<Bytes, Versioned>> models = new HashMap<>();
  private final List<Found> found = new ArrayList<>();
  private volatile long syncedLsn; // what must survive any crash now

  static Stream<Arguments> crashes() {
    return Stream.of(
        Arguments.of(Variant.SYNC, Strictness.POSIX_WORST),
        Arguments.of(Variant.SYNC, Strictness.ORDERED),
        Arguments.of(Variant.ASYNC, Strictness.POSIX_WORST),
        Arguments.of(Variant.ASYNC, Strictness.PREFIX),
        Arguments.of(Variant.GROUP_DIRECT, Strictness.POSIX_WORST),
        Arguments.of(Variant.MMAP_GROUP, Strictness.POSIX_WORST));
  }

  /** W10: a crash at any step of a snapshot, or of the opening after it, loses nothing synced. */
  @ParameterizedTest
  @MethodSource("crashes")
  void shouldFindAllThatWasSyncedAfterACrashAtAnyStep(Variant variant, Strictness strictness)
      throws Exception {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    Machine machine = Machine.of(new SimDisk("sim", strictness, SimDisk.SECTOR_BYTES), variant);
    try (LogStore store = machine.open()) {
      write(store, random, 60);
      store.snapshot();
      write(store, random, 60);
      store.sync();
      syncedLsn = written.size();
      crashBeforeEachOperation(machine, random, SEEDS, "snapshot");
      store.snapshot();
      write(store, random, 5);
      store.snapshot();
      machine.simDisk().hook(operation -> {});
    }
    List<Found> first = List.copyOf(found);
    assertTrue(first.size() > 20 * SEEDS, "the snapshot was not seen, crashes=" + first.size());
    for (int i = 0; i < first.size(); i += 10) {
      crashAgain(first.get(i), random);
    }
    assertTrue(found.size() > first.size() + 40, "the openings were not seen");
    for (Found one : found) {
      check(one, seed);
    }
  }

  private void write(LogStore store, SplittableRandom random, int batches) throws Exception {
    Map<Bytes, Versioned> model = new TreeMap<>(models.getOrDefault(store.visibleLsn(), Map.of()));
    for (int i = 0; i < batches; i++) {
      Batch batch = Batches.random(random, 1 + random.nextInt(4));
      written.add(batch);
      Batches.apply(batch, model);
      models.put((long) written.size(), new TreeMap<>(model));
      store.write(batch);
      if (store.guarantee() == Guarantee.POWER_LOSS) {
        syncedLsn = written.size();
      }
    }
  }

  private void crashBeforeEachOperation(
      Machine machine, SplittableRandom random, int seeds, String phase) {
    machine
        .simDisk()
        .hook(operation -> {
          synchronized (found) {
            if (operation.kind().changes()) {
              addCrashes(machine, random, seeds, phase + ", before " + operation);
            }
          }
        });
  }

  private void addCrashes(Machine machine, SplittableRandom random, int seeds, String where) {
    for (int i = 0; i < seeds; i++) {
      CrashClass crashClass = CLASSES.get(random.nextInt(CLASSES.size()));
      long lsn = syncedLsn; // before the crash: other threads write on
      found.add(new Found(machine.crash(crashClass, random.nextLong()), lsn, where));
    }
  }

  /** Opens what was found, noting further crash points on the way. */
  private void crashAgain(Found one, SplittableRandom random) throws Exception {
    Machine copy = one.machine.crash(CrashClass.PROCESS, 0);
    syncedLsn = one.syncedLsn;
    crashBeforeEachOperation(copy, random, 1, one.where + ", then opening");
    try (LogStore store = copy.open()) {
      store.clean();
    }
    copy.simDisk().hook(operation -> {});
  }

  /** Twice: what an opening served must be there after the next loss of power. */
  private void check(Found one, long seed) throws IOException, InterruptedException {
    Machine machine = one.machine;
    long lsn = one.syncedLsn;
    for (int opening = 0; opening < 2; opening++) {
      String where = "seed=" + seed + " " + one.where + " " + machine.disk() + " #" + opening;
      try (LogStore store = machine.open()) {
        assertTrue(store.visibleLsn() >= lsn, where + ": " + store.visibleLsn() + " < " + lsn);
        assertPrefix(store, where);
        lsn = store.visibleLsn();
        store.clean(); // cuts the log as far as the snapshot that was found allows
        machine = new Machine(machine.simDisk().crashLosingAll(CrashClass.POWER), machine.opener());
      }
    }
  }

  private void assertPrefix(LogStore store, String where) throws IOException {
    Map<Bytes, Versioned> model = models.getOrDefault(store.visibleLsn(), Map.of());
    for (int i = 0; i < Batches.KEYS; i++) {
      Bytes key = Batches.key(i);
      assertEquals(model.getOrDefault(key, Versioned.ABSENT), store.read(key), where);
    }
  }

  /** The log lies elsewhere, so that no sync of its own makes the snapshot's name durable. */
  @Test
  void shouldNotCleanTheLogWhileTheNameOfTheSnapshotMayBeLost() throws Exception {
    SimDisk disk = new SimDisk("snapshots");
    SimDisk logDisk = new SimDisk("log");
    Bytes key = Bytes.utf8("key");
    List<Machine> killed = new ArrayList<>();
    List<SimDisk> killedLogs = new ArrayList<>();
    try (LogStore store = logElsewhere(disk, logDisk).open()) {
      store.put(key, Bytes.utf8("1"));
      store.snapshot();
      store.put(key, Bytes.utf8("2"));
      disk.hook(operation -> { // the process dies between the renaming and the directory's sync
        if (operation.kind() == Operation.Kind.SYNC_DIRECTORY) {
          killedLogs.add(logDisk.crash(CrashClass.PROCESS, 0));
          killed.add(logElsewhere(disk.crash(CrashClass.PROCESS, 0), killedLogs.getFirst()));
        }
      });
      store.snapshot();
    }
    try (LogStore store = killed.getFirst().open()) {
      assertEquals(2, store.recovery().snapshotLsn());
      store.clean();
    }
    Machine afterPowerLoss =
        logElsewhere(
            killed.getFirst().simDisk().crashLosingAll(CrashClass.POWER),
            killedLogs.getFirst().crashLosingAll(CrashClass.POWER));
    try (LogStore store = afterPowerLoss.open()) {
      assertEquals(Bytes.utf8("2"), store.get(key).orElseThrow());
    }
  }

  private static Machine logElsewhere(SimDisk disk, SimDisk logDisk) {
    LogOpener opener = Machine.of(logDisk, Variant.SYNC).opener();
    return new Machine(disk, (ignored, knownDurableLsn) -> opener.open(logDisk, knownDurableLsn));
  }
}
