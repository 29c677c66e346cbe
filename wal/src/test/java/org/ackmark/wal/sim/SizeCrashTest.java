package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.NoSpaceException;
import org.junit.jupiter.api.Test;

/** What becomes of a file's size at a crash, and of the bytes that a cut removed. */
class SizeCrashTest {
  private static final int SEEDS = 100;

  @Test
  void shouldFindAnUnsyncedFileShorterOrEmptyThoughItsNameIsDurable() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = disk.create("a", FileMethod.FDATASYNC);
    disk.sync();
    Native.write(file, Native.filled(100, 1), 0);
    Native.write(file, Native.filled(100, 1), 100);

    Set<Integer> sizes = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      sizes.add(disk.crash(CrashClass.POWER, seed).contents("a").length);
    }
    assertEquals(Set.of(0, 100, 200), sizes);
  }

  @Test
  void shouldUndoACutWithItsBytesOrNotAtAll() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "a", Native.filled(4096, 1), FileMethod.FSYNC);
    file.resize(100);

    Set<Integer> sizes = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] found = disk.crash(CrashClass.POWER, seed).contents("a");
      sizes.add(found.length);
      for (byte b : found) {
        assertEquals(1, b, "seed=" + seed);
      }
    }
    assertEquals(Set.of(100, 4096), sizes);
  }

  @Test
  void shouldNotBringBackWhatAKeptCutRemoved() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "a", Native.filled(8192, 1), FileMethod.FSYNC);
    file.resize(100);
    file.sync();

    file.resize(8192);

    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] found = disk.crash(CrashClass.POWER, seed).contents("a");
      for (int i = 100; i < found.length; i++) {
        assertEquals(0, found[i], "seed=" + seed + " offset=" + i);
      }
    }
  }

  @Test
  void shouldNotMixTheBytesOfAnUndoneCutWithThoseOfAKeptOne() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "a", Native.filled(8192, 1), FileMethod.FSYNC);
    file.resize(100);
    file.resize(8000);

    Set<String> found = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] bytes = disk.crash(CrashClass.POWER, seed).contents("a");
      int beyond = bytes.length > 100 ? bytes[100] : 0;
      for (int i = 100; i < bytes.length; i++) {
        assertEquals(beyond, bytes[i], "seed=" + seed + " offset=" + i);
      }
      found.add(bytes.length + ":" + beyond);
    }
    assertEquals(Set.of("8192:1", "100:0", "8000:0"), found);
  }

  @Test
  void shouldShowZerosWhereAFileGrowsAgainAfterItsSizeWasLost() throws IOException {
    int shrunk = 0;
    for (long seed = 0; seed < SEEDS; seed++) {
      SimDisk disk = new SimDisk("d");
      LogFile file = Native.durableFile(disk, "a", Native.filled(100, 1), FileMethod.FSYNC);
      Native.write(file, Native.filled(8000, 1), 100);
      SimDisk found = disk.crash(CrashClass.POWER, seed);
      int size = found.contents("a").length;
      found.open("a", FileMethod.FSYNC).resize(8100);
      byte[] bytes = found.contents("a");
      for (int i = size; i < 8100; i++) {
        assertEquals(0, bytes[i], found + " offset=" + i);
      }
      shrunk += size == 100 ? 1 : 0;
    }
    assertTrue(shrunk > 0, "no seed lost the size");
  }

  @Test
  void shouldKeepASizeThatReachesAWriteThatSyncs() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "a", Native.filled(100, 1), FileMethod.DSYNC);
    file.resize(5000);
    Native.write(file, new byte[] {1}, 299);

    Set<Integer> sizes = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      sizes.add(disk.crash(CrashClass.POWER, seed).contents("a").length);
    }
    assertEquals(Set.of(300, 5000), sizes);
  }

  @Test
  void shouldNotGrowAFileByASyncingWriteThatFoundNoSpace() throws IOException {
    SimDisk disk = new SimDisk("d");
    LogFile file = Native.durableFile(disk, "a", Native.filled(100, 1), FileMethod.DSYNC);
    disk.faults().capacity(Native.BLOCK);

    assertThrows(NoSpaceException.class, () -> Native.write(file, new byte[] {1}, 9000));

    assertEquals(100, disk.crash(CrashClass.POWER, 1).contents("a").length);
  }

  @Test
  void shouldSeeACutThatCameWhileAnEarlierWriteSynced() {
    History<Long> size = new History<>(0L);
    size.add(new Version<>(500L, 1, Layer.KERNEL, false));
    size.add(new Version<>(200L, 2, Layer.KERNEL, false));

    size.raise(500L, 1, old -> old < 500);

    assertEquals(500, size.durable());
    assertEquals(200, size.visible());
  }
}
