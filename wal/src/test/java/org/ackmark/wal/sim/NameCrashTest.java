package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of names at a crash when the directory was not synced, and when it was. */
class NameCrashTest {
  private static final int SEEDS = 100;

  @Test
  void shouldLoseASyncedFileWhoseNameWasNotSynced() throws IOException {
    SimDisk disk = new SimDisk("d");
    syncedFile(disk, "a");

    assertEquals(Set.of("[]", "[a]"), listings(disk, CrashClass.POWER));
    assertEquals(Set.of("[]", "[a]"), listings(disk, CrashClass.OS));
    assertEquals(Set.of("[a]"), listings(disk, CrashClass.PROCESS));
  }

  @Test
  void shouldKeepASyncedFileOnAJournal() throws IOException {
    SimDisk disk = new SimDisk("d", Strictness.ORDERED, 512);
    disk.create("before", FileMethod.FSYNC);
    syncedFile(disk, "a");
    disk.create("after", FileMethod.FSYNC);

    assertEquals(Set.of("[a, before]", "[a, after, before]"), listings(disk, CrashClass.POWER));
  }

  @Test
  void shouldUndoOrKeepARename() throws IOException {
    SimDisk disk = new SimDisk("d");
    syncedFile(disk, "old");
    disk.sync();

    disk.rename("old", "new");

    assertEquals(Set.of("[old]", "[new]"), listings(disk, CrashClass.POWER));
  }

  @Test
  void shouldUndoOrKeepADeletion() throws IOException {
    SimDisk disk = new SimDisk("d");
    syncedFile(disk, "a");
    disk.sync();

    disk.delete("a");

    assertEquals(Set.of("[a]", "[]"), listings(disk, CrashClass.POWER));
  }

  @Test
  void shouldFindOneOfTwoContentsUnderAReplacedName() throws IOException {
    SimDisk disk = new SimDisk("d");
    Native.durableFile(disk, "current", new byte[] {1}, FileMethod.FSYNC);
    Native.durableFile(disk, "next", new byte[] {2}, FileMethod.FSYNC);

    disk.rename("next", "current");

    Set<Byte> found = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      found.add(disk.crash(CrashClass.POWER, seed).contents("current")[0]);
    }
    assertEquals(Set.of((byte) 1, (byte) 2), found);
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void shouldKeepEveryNameThatWasSynced(Strictness strictness) throws IOException {
    SimDisk disk = new SimDisk("d", strictness, 512);
    for (String name : List.of("a", "b", "c")) {
      syncedFile(disk, name);
    }
    disk.rename("a", "d");
    disk.delete("b");
    disk.sync();

    for (CrashClass kind : CrashClass.values()) {
      assertEquals(Set.of("[c, d]"), listings(disk, kind));
    }
  }

  @Test
  void shouldDropOperationsOneByOneInTheWorstCase() throws IOException {
    SimDisk disk = new SimDisk("d");
    createAll(disk, "a", "b", "c");

    assertEquals(8, listings(disk, CrashClass.POWER).size());
  }

  @ParameterizedTest
  @EnumSource(names = {"ORDERED", "PREFIX"})
  void shouldKeepAPrefixOfDirectoryOperationsWhereOrderHolds(Strictness strictness)
      throws IOException {
    SimDisk disk = new SimDisk("d", strictness, 512);
    createAll(disk, "a", "b", "c");

    assertEquals(Set.of("[]", "[a]", "[a, b]", "[a, b, c]"), listings(disk, CrashClass.POWER));
  }

  @Test
  void shouldKeepAPrefixOfAllWritesUnderPrefix() throws IOException {
    SimDisk disk = new SimDisk("d", Strictness.PREFIX, 512);
    List<LogFile> files =
        List.of(
            Native.durableFile(disk, "a", new byte[512], FileMethod.FSYNC),
            Native.durableFile(disk, "b", new byte[512], FileMethod.DIRECT),
            Native.durableFile(disk, "c", new byte[512], FileMethod.MAPPED));
    for (int i = 1; i <= 9; i++) {
      LogFile file = files.get(i % 3);
      Native.write(file, Native.filled(i % 3 == 1 ? Native.BLOCK : 512, i), 0);
    }

    Set<Integer> kept = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      kept.add(prefixLength(disk.crash(CrashClass.POWER, seed)));
    }
    assertEquals(10, kept.size(), "prefixes found: " + kept);
  }

  @Test
  void shouldNeverFindAFileUnderTwoNames() throws IOException {
    SimDisk disk = new SimDisk("d");
    Native.durableFile(disk, "a", new byte[] {1}, FileMethod.FSYNC);
    disk.rename("a", "b");
    disk.rename("b", "c");

    Set<String> listings = listings(disk, CrashClass.POWER);
    assertEquals(Set.of("[a]", "[b]", "[c]"), listings);
  }

  private static int prefixLength(SimDisk found) throws IOException {
    List<Integer> last = new ArrayList<>();
    for (String name : List.of("c", "a", "b")) { // writes 3, 6, 9 went to a
      last.add((int) found.contents(name)[0]);
    }
    int newest = last.stream().mapToInt(i -> i).max().orElseThrow();
    for (int i = Math.max(1, newest - 2); i <= newest; i++) {
      assertTrue(last.contains(i), found + ": " + newest + " survived without " + i);
    }
    return newest;
  }

  private static Set<String> listings(SimDisk disk, CrashClass kind) throws IOException {
    Set<String> listings = new TreeSet<>();
    for (long seed = 0; seed < SEEDS; seed++) {
      listings.add(new TreeSet<>(disk.crash(kind, seed).list()).toString());
    }
    return listings;
  }

  private static void createAll(Disk disk, String... names) throws IOException {
    for (String name : names) {
      disk.create(name, FileMethod.FDATASYNC).close();
    }
  }

  private static void syncedFile(Disk disk, String name) throws IOException {
    try (LogFile file = disk.create(name, FileMethod.FDATASYNC)) {
      Native.write(file, new byte[] {1}, 0);
      file.sync();
    }
  }
}
