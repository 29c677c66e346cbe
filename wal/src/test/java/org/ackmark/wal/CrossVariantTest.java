package org.ackmark.wal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A log written by any variant opens under every other. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrossVariantTest {
  private static final int LENGTH = 600;
  private static final int FIRST = 250; // over two segments and more

  private final long seed = Harness.seed();

  static Stream<Variant> withFile() {
    return Harness.withFile();
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldOpenUnderEveryOtherVariantAfterAClose(Variant writer) throws Exception {
    SimDisk disk = new SimDisk("sim");
    write(disk, writer).close();
    openUnderEveryOther(disk, writer);
  }

  @ParameterizedTest
  @MethodSource("withFile")
  void shouldOpenUnderEveryOtherVariantAfterACrashOfTheProcess(Variant writer) throws Exception {
    SimDisk disk = new SimDisk("sim");
    Wal wal = write(disk, writer);
    openUnderEveryOther(disk, writer);
    Harness.close(wal);
  }

  /** Two epochs, the second ending in records that are written and acknowledged. */
  private Wal write(SimDisk disk, Variant writer) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    Wal wal = Wal.open(disk, options(writer, random));
    wal.commit(Harness.append(wal, seed, FIRST, LENGTH));
    assertTrue(wal.counters().rolls() >= 2, "segments were changed");
    wal.close();
    wal = Wal.open(disk, options(writer, random));
    wal.commit(Harness.append(wal, seed, 10, LENGTH));
    return wal;
  }

  private static WalOptions options(Variant variant, SplittableRandom random) {
    boolean zeroFilled = random.nextBoolean(); // a mapped file takes no other kinds
    return Harness.small(variant)
        .withPreallocation(
            zeroFilled ? Preallocation.ZERO_FILLED : Preallocation.RECYCLED, random.nextInt(3));
  }

  private void openUnderEveryOther(SimDisk disk, Variant writer) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int opened = 0;
    for (Variant reader : Harness.withFile().filter(v -> v != writer).toList()) {
      SimDisk copy = disk.crash(CrashClass.PROCESS, random.nextLong());
      long last = FIRST + 10;
      for (Variant next : new Variant[] {reader, writer, reader}) {
        String path = writer + " then " + reader + ", now " + next;
        try (Wal wal = Wal.open(copy, options(next, random))) {
          assertEquals(last, wal.durableLsn(), path);
          Harness.requireAppended(wal, seed, 1, last, LENGTH);
          last = Harness.append(wal, seed, 5, LENGTH);
          wal.commit(last);
        } catch (Exception | AssertionError e) {
          throw new AssertionError(path, e);
        }
      }
      opened++;
    }
    assertEquals(Variant.values().length - 2, opened, "all but itself and the one without a file");
  }
}
