package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** What a replica has promised survives everything, and is never half of one promise. */
class TermFileTest {
  private static final TermState OLD =
      new TermState(new Term(3, 1), new Term(2, 0), 7, 0, List.of(new Run(new Term(1, 0), 1)));
  private static final TermState NEW =
      new TermState(
          new Term(5, 2),
          new Term(5, 2),
          8,
          41,
          List.of(new Run(new Term(1, 0), 1), new Run(new Term(5, 2), 30)));

  @Test
  void shouldGiveBackWhatWasStoredLast() throws Exception {
    TermFile file = new TermFile(new SimDisk("terms"));
    assertEquals(Optional.empty(), file.load());
    for (TermState state : List.of(TermState.NEW, OLD, NEW)) {
      file.store(state);
      assertEquals(Optional.of(state), file.load());
    }
  }

  // What it could not load again would be the end of the replica.
  @Test
  void shouldRefuseToStoreMoreRunsThanItLoads() throws Exception {
    TermFile file = new TermFile(new SimDisk("terms"));
    List<Run> runs = new ArrayList<>();
    for (int i = 1; i <= 100_000; i++) {
      runs.add(new Run(new Term(i, 0), i));
    }
    TermState most = OLD.withRuns(runs);
    file.store(most);
    runs.add(new Run(new Term(100_001, 0), 100_001));
    IOException e = assertThrows(IOException.class, () -> file.store(OLD.withRuns(runs)));
    assertTrue(e.getMessage().contains("runs=100001"), e.getMessage());
    assertEquals(Optional.of(most), file.load());
  }

  /** A crash while a promise is stored leaves the old one or the new one, never less. */
  @Test
  void shouldFindTheOldStateOrTheNewOneAfterACrashAtAnyOperation() throws Exception {
    long seed = Seeds.next(TermFileTest.class);
    SimDisk disk = new SimDisk("terms");
    TermFile file = new TermFile(disk);
    file.store(OLD);
    List<SimDisk> crashed = new ArrayList<>();
    disk.hook(operation -> {
      if (operation.kind().changes()) {
        crashed.addAll(crashes(disk, seed + operation.number()));
      }
    });
    file.store(NEW);
    disk.hook(operation -> {});

    int found = 0;
    for (SimDisk each : crashed) {
      TermState state = new TermFile(each).load().orElseThrow();
      assertTrue(state.equals(OLD) || state.equals(NEW), each + ": " + state);
      new TermFile(each).store(OLD); // whatever was left over is in nobody's way
      assertEquals(OLD, new TermFile(each.crashLosingAll(CrashClass.POWER)).load().orElseThrow());
      found += state.equals(OLD) ? 1 : 0;
    }
    assertTrue(found > 0 && found < crashed.size(), "vacuous: found=" + found);
    for (SimDisk each : crashes(disk, seed)) { // store has returned: no crash takes it back
      assertEquals(NEW, new TermFile(each).load().orElseThrow(), each.toString());
    }
  }

  private static List<SimDisk> crashes(SimDisk disk, long seed) {
    List<SimDisk> found = new ArrayList<>();
    for (CrashClass crashClass : CrashClass.values()) {
      found.add(disk.crashLosingAll(crashClass));
      for (int i = 0; i < 10; i++) {
        found.add(disk.crash(crashClass, seed * 31 + i));
      }
    }
    return found;
  }

  @Test
  void shouldRefuseAFileInWhichABitHasFlipped() throws Exception {
    SimDisk disk = new SimDisk("terms");
    new TermFile(disk).store(NEW);
    int bytes = disk.contents(TermFile.NAME).length;
    for (int at = 0; at < bytes; at++) {
      SimDisk damaged = disk.crash(CrashClass.PROCESS, at);
      damaged.corrupt(TermFile.NAME, at, at % 8);
      TermFile file = new TermFile(damaged);
      CorruptLogException e = assertThrows(CorruptLogException.class, file::load, "at=" + at);
      assertEquals(TermFile.NAME, e.file());
    }
  }

  @Test
  void shouldRefuseAFileThatIsCutShort() throws Exception {
    SimDisk disk = new SimDisk("terms");
    new TermFile(disk).store(NEW);
    int bytes = disk.contents(TermFile.NAME).length;
    for (int left = 0; left < bytes; left++) {
      SimDisk damaged = disk.crash(CrashClass.PROCESS, left);
      damaged.truncate(TermFile.NAME, left);
      TermFile file = new TermFile(damaged);
      assertThrows(CorruptLogException.class, file::load, "left=" + left);
    }
  }
}
