package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A seed is all it takes to find a state again. */
class DeterminismTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void shouldFindTheSameStateForTheSameSeed(Strictness strictness) throws IOException {
    Set<String> states = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      String first = stateAfterTwoCrashes(strictness, seed);
      assertEquals(first, stateAfterTwoCrashes(strictness, seed), "seed=" + seed);
      states.add(first);
    }
    assertTrue(states.size() > 25, "distinct states: " + states.size());
  }

  @Test
  void shouldNotChangeTheDiskThatItCopies() throws IOException {
    SimDisk disk = worked(Strictness.POSIX_WORST, 7);
    String before = state(disk);

    for (CrashClass kind : CrashClass.values()) {
      SimDisk found = disk.crash(kind, 1);
      work(found, 99);
    }

    assertEquals(before, state(disk));
    assertEquals(
        state(worked(Strictness.POSIX_WORST, 7).crash(CrashClass.POWER, 3)),
        state(disk.crash(CrashClass.POWER, 3)));
  }

  @ParameterizedTest
  @EnumSource(Strictness.class)
  void shouldLoseNothingMoreAtASecondPowerCut(Strictness strictness) throws IOException {
    for (long seed = 0; seed < 50; seed++) {
      SimDisk found = worked(strictness, seed).crash(CrashClass.POWER, seed);

      assertEquals(state(found), state(found.crashLosingAll(CrashClass.POWER)), found.toString());
    }
  }

  @Test
  void shouldNameTheCrashesAndTheirSeeds() {
    SimDisk found = new SimDisk("log").crash(CrashClass.OS, 17).crash(CrashClass.POWER, 18);

    assertEquals("log after OS crash seed=17 after POWER crash seed=18", found.toString());
  }

  private static String stateAfterTwoCrashes(Strictness strictness, long seed) throws IOException {
    SimDisk found = worked(strictness, 5).crash(CrashClass.OS, seed);
    work(found, seed);
    return state(found.crash(CrashClass.POWER, seed));
  }

  private static SimDisk worked(Strictness strictness, long seed) throws IOException {
    SimDisk disk = new SimDisk("d", strictness, 512);
    work(disk, seed);
    return disk;
  }

  private static void work(SimDisk disk, long seed) throws IOException {
    RandomGenerator random = new SplittableRandom(seed);
    for (int i = 0; i < 40; i++) {
      String name = NAMES.get(random.nextInt(NAMES.size()));
      if (!disk.list().contains(name)) {
        disk.create(name, FileMethod.FDATASYNC).close();
      }
      try (LogFile file = disk.open(name, FileMethod.FDATASYNC)) {
        Native.write(file, Native.filled(700, random.nextInt(1, 100)), random.nextInt(2000));
        if (random.nextInt(4) == 0) {
          file.sync();
        }
      }
      if (random.nextInt(5) == 0) {
        disk.rename(name, NAMES.get(random.nextInt(NAMES.size())));
      }
      if (random.nextInt(12) == 0) {
        disk.sync();
      }
    }
  }

  private static String state(SimDisk disk) throws IOException {
    TreeMap<String, Integer> hashes = new TreeMap<>();
    for (String name : disk.list()) {
      hashes.put(name, Arrays.hashCode(disk.contents(name)));
    }
    return hashes.toString();
  }
}
