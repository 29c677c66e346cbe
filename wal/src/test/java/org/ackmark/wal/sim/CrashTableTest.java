package org.ackmark.wal.sim;

import static org.ackmark.wal.io.FileMethod.DIRECT;
import static org.ackmark.wal.io.FileMethod.DIRECT_DSYNC;
import static org.ackmark.wal.io.FileMethod.DSYNC;
import static org.ackmark.wal.io.FileMethod.FDATASYNC;
import static org.ackmark.wal.io.FileMethod.FSYNC;
import static org.ackmark.wal.io.FileMethod.MAPPED;
import static org.ackmark.wal.sim.CrashClass.OS;
import static org.ackmark.wal.sim.CrashClass.POWER;
import static org.ackmark.wal.sim.CrashClass.PROCESS;
import static org.ackmark.wal.sim.CrashTableTest.Fate.EITHER;
import static org.ackmark.wal.sim.CrashTableTest.Fate.KEPT;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What survives which crash, by method: the package's table, cell by cell. */
class CrashTableTest {
  private static final int SEEDS = 64;
  private static final byte[] OLD = Native.filled(Native.BLOCK, 'o');
  private static final byte[] NEW = Native.filled(Native.BLOCK, 'n');

  enum Fate {
    KEPT,
    EITHER
  }

  /** Columns: PROCESS, OS, POWER. */
  static Stream<Arguments> overwrites() {
    return Stream.of(
            row(FDATASYNC, KEPT, EITHER, EITHER),
            row(FSYNC, KEPT, EITHER, EITHER),
            row(DSYNC, KEPT, KEPT, KEPT),
            row(DIRECT, KEPT, KEPT, EITHER),
            row(DIRECT_DSYNC, KEPT, KEPT, KEPT),
            row(MAPPED, KEPT, EITHER, EITHER))
        .flatMap(row -> row);
  }

  static Stream<Arguments> newBlocks() {
    return Stream.of(
            row(FDATASYNC, KEPT, EITHER, EITHER),
            row(FSYNC, KEPT, EITHER, EITHER),
            row(DSYNC, KEPT, KEPT, KEPT),
            row(DIRECT, KEPT, EITHER, EITHER),
            row(DIRECT_DSYNC, KEPT, KEPT, KEPT),
            row(MAPPED, KEPT, EITHER, EITHER))
        .flatMap(row -> row);
  }

  /** All but MAPPED: a mapping does not grow. */
  static Stream<Arguments> extensions() {
    return newBlocks().filter(row -> row.get()[0] != MAPPED);
  }

  private static Stream<Arguments> row(FileMethod method, Fate process, Fate os, Fate power) {
    return Stream.of(
        Arguments.of(method, PROCESS, process),
        Arguments.of(method, OS, os),
        Arguments.of(method, POWER, power));
  }

  @ParameterizedTest
  @MethodSource("overwrites")
  void shouldTreatAnUnsyncedOverwriteAsTheTableSays(FileMethod method, CrashClass kind, Fate fate)
      throws IOException {
    SimDisk disk = new SimDisk("table");
    LogFile file = Native.durableFile(disk, "f", OLD, method);

    Native.write(file, NEW, 0);

    assertEquals(fate, fateOfFirstSector(disk, kind, 0));
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void shouldTreatAnUnsyncedExtensionAsTheTableSays(FileMethod method, CrashClass kind, Fate fate)
      throws IOException {
    SimDisk disk = new SimDisk("table");
    LogFile file = Native.durableFile(disk, "f", OLD, method);

    Native.write(file, NEW, Native.BLOCK);

    assertEquals(fate, fateOfFirstSector(disk, kind, Native.BLOCK));
  }

  @ParameterizedTest
  @MethodSource("newBlocks")
  void shouldTreatAWriteIntoAHoleAsTheTableSays(FileMethod method, CrashClass kind, Fate fate)
      throws IOException {
    SimDisk disk = sparseFile();

    Native.write(disk.open("f", method), NEW, Native.BLOCK);

    assertEquals(fate, fateOfFirstSector(disk, kind, Native.BLOCK));
  }

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldKeepSyncedBytesThroughEveryCrash(FileMethod method) throws IOException {
    SimDisk disk = new SimDisk("table");
    LogFile file = Native.durableFile(disk, "f", Native.filled(2 * Native.BLOCK, 'o'), method);

    Native.write(file, NEW, 0);
    Native.write(file, NEW, Native.BLOCK);
    file.sync();

    for (CrashClass kind : CrashClass.values()) {
      assertEquals(KEPT, fateOfFirstSector(disk, kind, 0), kind + " first block");
      assertEquals(KEPT, fateOfFirstSector(disk, kind, Native.BLOCK), kind + " second block");
    }
  }

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldLoseAtAPowerCutWhatAnOsCrashLeftUnsynced(FileMethod method) throws IOException {
    SimDisk disk = new SimDisk("table");
    LogFile file = Native.durableFile(disk, "f", OLD, method);
    Native.write(file, NEW, 0);
    SimDisk rebooted = firstKeeping(disk, OS);

    Fate unsynced = fateOfFirstSector(rebooted, POWER, 0);
    rebooted.open("f", FDATASYNC).sync();

    assertEquals(method.syncsOnWrite() ? KEPT : EITHER, unsynced);
    assertEquals(KEPT, fateOfFirstSector(rebooted, POWER, 0));
  }

  private static SimDisk sparseFile() throws IOException {
    SimDisk disk = new SimDisk("table");
    LogFile file = Native.durableFile(disk, "f", new byte[0], FDATASYNC);
    file.resize(4 * Native.BLOCK);
    file.sync();
    return disk;
  }

  private static SimDisk firstKeeping(SimDisk disk, CrashClass kind) throws IOException {
    for (long seed = 0; seed < SEEDS; seed++) {
      SimDisk found = disk.crash(kind, seed);
      if (found.contents("f")[0] == 'n') {
        return found;
      }
    }
    throw new AssertionError("no seed kept the write");
  }

  private static Fate fateOfFirstSector(SimDisk disk, CrashClass kind, int offset)
      throws IOException {
    Set<Boolean> kept = new HashSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      byte[] found = disk.crash(kind, seed).contents("f");
      kept.add(offset < found.length && found[offset] == 'n');
    }
    return kept.size() == 2 ? EITHER : kept.contains(true) ? KEPT : neverKept();
  }

  private static Fate neverKept() {
    throw new AssertionError("no seed kept the write: the simulation is vacuous");
  }
}
