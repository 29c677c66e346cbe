package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Crashes at every operation of a small log, and at every operation of its recovery. */
class CrashPointTest {
  private static final int RECORDS = 12;
  private static final int SEEDS = 10;

  @ParameterizedTest
  @EnumSource(names = {"FDATASYNC", "FSYNC", "DSYNC"})
  void shouldKeepAckedRecordsOfARightLogAtEveryCrashPoint(FileMethod method) throws IOException {
    assertEquals(0, losses(method, true, true, Strictness.POSIX_WORST));
  }

  @Test
  void shouldCatchALogThatAcksWithoutASync() throws IOException {
    assertTrue(losses(FileMethod.FDATASYNC, false, true, Strictness.POSIX_WORST) > 0);
    assertTrue(losses(FileMethod.FDATASYNC, false, true, Strictness.ORDERED) > 0);
    assertTrue(losses(FileMethod.FDATASYNC, false, true, Strictness.PREFIX) > 0);
  }

  @Test
  void shouldCatchALogThatDoesNotSyncTheDirectory() throws IOException {
    assertTrue(losses(FileMethod.FDATASYNC, true, false, Strictness.POSIX_WORST) > 0);
    assertTrue(losses(FileMethod.FDATASYNC, true, false, Strictness.ORDERED) > 0, "the rename");
  }

  private static int losses(
      FileMethod method, boolean syncsFile, boolean syncsDirectory, Strictness strictness)
      throws IOException {
    SimDisk whole = new SimDisk("whole", strictness, 512);
    new ToyLog(whole, method, syncsFile, syncsDirectory).append(RECORDS);
    int losses = 0;
    for (long point = 1; point <= whole.operations(); point++) {
      for (long seed = 0; seed < SEEDS; seed++) {
        SimDisk disk = new SimDisk("point " + point, strictness, 512);
        disk.crashAt(point, seed);
        ToyLog log = new ToyLog(disk, method, syncsFile, syncsDirectory);
        assertThrows(CrashedException.class, () -> log.append(RECORDS));
        int found = ToyLog.recover(disk.crash(CrashClass.POWER, seed));
        losses += found < log.acked() ? 1 : 0;
      }
    }
    return losses;
  }

  @Test
  void shouldKeepAckedRecordsWhenRecoveryCrashesToo() throws IOException {
    int nested = 0;
    SimDisk whole = new SimDisk("whole");
    new ToyLog(whole, FileMethod.FDATASYNC, true, true).append(RECORDS);
    for (long point = 1; point <= whole.operations(); point++) {
      SimDisk disk = new SimDisk("point " + point);
      disk.crashAt(point, point);
      ToyLog log = new ToyLog(disk, FileMethod.FDATASYNC, true, true);
      assertThrows(CrashedException.class, () -> log.append(RECORDS));
      nested += recoverWithCrashes(disk, log.acked());
    }
    assertTrue(nested > 100, "crashes during recovery: " + nested);
  }

  private static int recoverWithCrashes(SimDisk dead, int acked) throws IOException {
    SimDisk calm = dead.crash(CrashClass.PROCESS, 0);
    ToyLog.recover(calm);
    for (long point = 1; point <= calm.operations(); point++) {
      SimDisk recovering = dead.crash(CrashClass.PROCESS, 0);
      recovering.crashAt(point, point);
      assertThrows(CrashedException.class, () -> ToyLog.recover(recovering));
      SimDisk found = recovering.crash(CrashClass.POWER, point);
      int records = ToyLog.recover(found);
      assertTrue(records >= acked, found + ": recovered=" + records + " acked=" + acked);
    }
    return (int) calm.operations();
  }

  @Test
  void shouldServeOnlyWhatAProcessCrashAndThenAPowerCutKeep() throws IOException {
    SimDisk disk = new SimDisk("d");
    new ToyLog(disk, FileMethod.FDATASYNC, false, false).append(RECORDS);

    SimDisk restarted = disk.crash(CrashClass.PROCESS, 1);
    int served = ToyLog.recover(restarted);

    assertEquals(RECORDS, served);
    for (long seed = 0; seed < SEEDS; seed++) {
      assertEquals(RECORDS, ToyLog.recover(restarted.crash(CrashClass.POWER, seed)));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FDATASYNC", "MAPPED"})
  void shouldLeaveNonePartOrAllOfTheOperationThatItDiesAt(FileMethod method) throws IOException {
    Set<Integer> reached = new TreeSet<>();
    for (long seed = 0; seed < 50; seed++) {
      SimDisk disk = new SimDisk("d");
      LogFile file = Native.durableFile(disk, "f", new byte[4 * Native.BLOCK], method);
      disk.crashAt(disk.operations() + 1, seed);
      byte[] bytes = Native.filled(4 * Native.BLOCK, 1);
      assertThrows(CrashedException.class, () -> Native.write(file, bytes, 0));
      reached.add(ones(disk.crash(CrashClass.PROCESS, 0).contents("f")));
    }
    assertTrue(reached.contains(0) && reached.contains(4 * Native.BLOCK), "reached=" + reached);
    assertTrue(reached.size() > 3, "reached=" + reached);
    assertEquals(
        method == FileMethod.MAPPED,
        reached.stream().anyMatch(n -> n % Native.BLOCK != 0),
        "only a store is cut inside a block: reached=" + reached);
  }

  @ParameterizedTest
  @EnumSource(names = {"DSYNC", "DIRECT", "DIRECT_DSYNC"})
  void shouldTearAWriteWhenItDiesInIt(FileMethod method) throws IOException {
    Set<Integer> kept = new TreeSet<>();
    for (long seed = 0; seed < 50; seed++) {
      SimDisk disk = new SimDisk("d");
      LogFile file = Native.durableFile(disk, "f", new byte[Native.BLOCK], method);
      disk.crashAt(disk.operations() + 1, seed);
      byte[] bytes = Native.filled(Native.BLOCK, 1);
      assertThrows(CrashedException.class, () -> Native.write(file, bytes, 0));
      kept.add(ones(disk.crash(CrashClass.OS, seed).contents("f")));
    }
    assertTrue(kept.size() > 3, "kept=" + kept);
  }

  @Test
  void shouldThrowFromEveryCallOnceDead() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "f", new byte[] {1}, FileMethod.DSYNC);
    disk.kill();

    assertThrows(CrashedException.class, disk::list);
    assertThrows(CrashedException.class, () -> disk.create("g", FileMethod.FSYNC));
    assertThrows(CrashedException.class, () -> disk.open("f", FileMethod.FSYNC));
    assertThrows(CrashedException.class, () -> disk.rename("f", "g"));
    assertThrows(CrashedException.class, () -> disk.delete("f"));
    assertThrows(CrashedException.class, disk::sync);
    assertThrows(CrashedException.class, disk::lock);
    assertThrows(CrashedException.class, () -> Native.write(file, new byte[] {2}, 0));
    assertThrows(CrashedException.class, () -> Native.read(file, 0, 1));
    assertThrows(CrashedException.class, file::sync);
    assertThrows(CrashedException.class, file::sizeBytes);
    assertThrows(CrashedException.class, () -> file.resize(0));
    file.close();
  }

  @Test
  void shouldLetAHookTakeEveryCrashStateOfOneRun() throws IOException {
    SimDisk disk = new SimDisk("d");
    List<SimDisk> states = new ArrayList<>();
    List<Integer> acked = new ArrayList<>();
    ToyLog log = new ToyLog(disk, FileMethod.FDATASYNC, true, true);
    disk.hook(operation -> {
      if (operation.kind().changes()) {
        states.add(disk.crash(CrashClass.POWER, operation.number()));
        acked.add(log.acked());
      }
    });

    log.append(RECORDS);

    assertEquals(disk.operations(), states.size());
    for (int i = 0; i < states.size(); i++) {
      assertTrue(ToyLog.recover(states.get(i)) >= acked.get(i), states.get(i).toString());
    }
  }

  private static int ones(byte[] bytes) {
    int count = 0;
    for (byte b : bytes) {
      count += b;
    }
    return count;
  }
}
