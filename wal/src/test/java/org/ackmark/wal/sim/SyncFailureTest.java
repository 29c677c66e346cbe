package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Syncs that fail, and syncs that lie. */
class SyncFailureTest {
  private static final byte[] OLD = Native.filled(Native.BLOCK, 'o');
  private static final byte[] NEW = Native.filled(Native.BLOCK, 'n');
  private static final int SEEDS = 64;

  private final SimDisk disk = new SimDisk("d");

  @ParameterizedTest
  @EnumSource(names = {"FDATASYNC", "FSYNC", "DIRECT", "MAPPED"})
  void shouldLoseAfterAFailedSyncWhatASecondSyncSeemedToSave(FileMethod method) throws IOException {
    LogFile file = Native.durableFile(disk, "f", OLD, method);
    Native.write(file, NEW, 0);
    disk.faults().fail(Operation.Kind.SYNC, 1);

    assertThrows(IOException.class, file::sync);
    file.sync();

    assertArrayEquals(NEW, disk.contents("f"), "the page cache shows the new bytes");
    assertArrayEquals(NEW, disk.crash(CrashClass.PROCESS, 1).contents("f"));
    for (long seed = 0; seed < SEEDS; seed++) {
      assertArrayEquals(OLD, disk.crash(CrashClass.OS, seed).contents("f"));
      assertArrayEquals(OLD, disk.crash(CrashClass.POWER, seed).contents("f"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"DSYNC", "DIRECT_DSYNC"})
  void shouldShowButNotKeepAWriteWhoseOwnSyncFailed(FileMethod method) throws IOException {
    LogFile file = Native.durableFile(disk, "f", OLD, method);
    disk.faults().fail(Operation.Kind.WRITE, 1);

    assertThrows(IOException.class, () -> Native.write(file, NEW, 0));

    assertArrayEquals(NEW, disk.contents("f"));
    assertArrayEquals(OLD, disk.crash(CrashClass.POWER, 1).contents("f"));
  }

  @Test
  void shouldSaveWhatIsWrittenAgainAfterAFailedSync() throws IOException {
    LogFile file = Native.durableFile(disk, "f", OLD, FileMethod.FDATASYNC);
    Native.write(file, NEW, 0);
    disk.faults().fail(Operation.Kind.SYNC, 1);
    assertThrows(IOException.class, file::sync);

    Native.write(file, NEW, 0);
    file.sync();

    assertArrayEquals(NEW, disk.crashLosingAll(CrashClass.POWER).contents("f"));
  }

  @Test
  void shouldKeepLostPagesVisibleAndUnsafeThroughAProcessCrash() throws IOException {
    LogFile file = Native.durableFile(disk, "f", OLD, FileMethod.FDATASYNC);
    Native.write(file, NEW, 0);
    disk.faults().fail(Operation.Kind.SYNC, 1);
    assertThrows(IOException.class, file::sync);

    SimDisk restarted = disk.crash(CrashClass.PROCESS, 1);
    restarted.open("f", FileMethod.FDATASYNC).sync();

    assertArrayEquals(NEW, restarted.contents("f"));
    assertArrayEquals(OLD, restarted.crash(CrashClass.POWER, 1).contents("f"));
  }

  @Test
  void shouldLoseNamesAfterAFailedSyncOfTheDirectory() throws IOException {
    disk.create("f", FileMethod.FDATASYNC);
    disk.faults().fail(Operation.Kind.SYNC_DIRECTORY, 1);

    assertThrows(IOException.class, disk::sync);
    disk.sync();

    assertEquals(List.of("f"), disk.list());
    for (long seed = 0; seed < SEEDS; seed++) {
      assertEquals(List.of(), disk.crash(CrashClass.POWER, seed).list());
    }
  }

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldLoseAtAPowerCutButNotAtAnOsCrashWhatALyingDeviceTook(FileMethod method)
      throws IOException {
    LogFile file = Native.durableFile(disk, "f", OLD, method);
    disk.faults().syncsLie(true);
    Native.write(file, NEW, 0);
    file.sync();

    Set<Byte> afterPower = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      assertArrayEquals(NEW, disk.crash(CrashClass.OS, seed).contents("f"), "seed=" + seed);
      afterPower.add(disk.crash(CrashClass.POWER, seed).contents("f")[0]);
    }
    assertEquals(Set.of((byte) 'o', (byte) 'n'), afterPower);
  }

  @Test
  void shouldGoOnLyingAfterACrash() throws IOException {
    disk.faults().syncsLie(true);
    SimDisk found = disk.crash(CrashClass.POWER, 1);

    Native.durableFile(found, "f", NEW, FileMethod.FSYNC);

    assertTrue(found.crashLosingAll(CrashClass.POWER).list().isEmpty());
  }
}
