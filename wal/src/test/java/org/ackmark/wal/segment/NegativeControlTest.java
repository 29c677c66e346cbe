package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.ackmark.wal.CorruptLogException;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.commit.SegmentedLog;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.Operation;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The checks of the crash tests notice every promise that is broken: they are not vacuous. */
class NegativeControlTest {
  private static final WalOptions OPTIONS =
      Small.options(Variant.GROUP).withPreallocation(Preallocation.SPARSE, 0);

  @ParameterizedTest
  @EnumSource(
      value = Mutant.Kind.class,
      mode = Mode.EXCLUDE,
      names = {"HONEST", "NO_REWRITES"})
  void shouldNoticeABrokenPromise(Mutant.Kind kind) throws Exception {
    SimDisk disk = new SimDisk(kind.toString());

    assertNotEquals("nothing", noticed(kind.toString(), disk, new Mutant(disk, kind), OPTIONS));
  }

  @Test
  void shouldNoticeNothingOnAnHonestDisk() throws Exception {
    SimDisk disk = new SimDisk("honest");
    Disk honest = new Mutant(disk, Mutant.Kind.HONEST);

    assertEquals("nothing", noticed("HONEST", disk, honest, OPTIONS));
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "DIRECT", "MMAP_SYNC", "GROUP_DIRECT"})
  void shouldNoticeThatSyncsLie(Variant variant) throws Exception {
    SimDisk disk = new SimDisk("lies");
    disk.faults().syncsLie(true);
    WalOptions options = Small.options(variant);

    assertNotEquals("nothing", noticed("syncs lie, " + variant.label(), disk, disk, options));
  }

  /** Runs a workload; what the first crash that is not survived shows. */
  private static String noticed(String what, SimDisk disk, Disk seam, WalOptions options)
      throws Exception {
    long seed = Seed.next(NegativeControlTest.class);
    Ledger ledger = new Ledger();
    Workload workload = new Workload(seam, options, ledger, new SplittableRandom(seed));
    List<Crashes.State> states = new Crashes(disk, seed, 2, ledger).during(workload::run);
    workload.abandon();
    String first =
        states.parallelStream()
            .filter(s -> s.crashClass() == CrashClass.POWER)
            .map(NegativeControlTest::symptom)
            .filter(s -> !s.equals("nothing"))
            .findAny()
            .orElse("nothing");
    System.out.printf("%-26s noticed: %s%n", what, first);
    return first;
  }

  private static String symptom(Crashes.State state) {
    try (SegmentedLog log = SegmentedLog.open(state.disk(), Small.unfilled(Variant.SYNC))) {
      state.claim().check(log, state.crashClass());
      return "nothing";
    } catch (Exception | AssertionError e) {
      String message = String.valueOf(e.getMessage());
      return message.substring(0, Math.min(message.length(), 90));
    }
  }

  /** A second sync that succeeds proves nothing: recovery must write again what it serves. */
  @Test
  void shouldNoticeARecoveryThatDoesNotRewrite() throws Exception {
    assertEquals("1-4a", afterAFailedSync(disk -> disk));
    CorruptLogException e =
        assertThrows(
            CorruptLogException.class,
            () -> afterAFailedSync(disk -> new Mutant(disk, Mutant.Kind.NO_REWRITES)));
    assertEquals(3, e.lsn(), "the header says that it was kept");
  }

  private static String afterAFailedSync(UnaryOperator<Disk> seam) throws Exception {
    SimDisk disk = new SimDisk("failed sync");
    SegmentedLog failed = Small.open(disk);
    Records.appendAndCommit(failed, 'a', 2);
    Records.append(failed, 'a', Records.KIB, 2);
    Raw.awaitSegment(disk, 2); // its sync would meet the fault instead
    disk.faults().fail(Operation.Kind.SYNC, 1);
    assertThrows(IOException.class, () -> failed.commit(4));
    failed.close();
    try (SegmentedLog log = SegmentedLog.open(seam.apply(disk), Small.unfilled(Variant.SYNC))) {
      assertEquals("1-4a", Records.read(log), "the page cache shows them");
      return Small.reread(disk.crashLosingAll(CrashClass.POWER));
    }
  }
}
