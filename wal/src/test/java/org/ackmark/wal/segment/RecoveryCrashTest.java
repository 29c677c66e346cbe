package org.ackmark.wal.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.CrashedException;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.sim.Strictness;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A crash of every class before each operation of a log's life, and of its recovery: what was
 * acknowledged is there, every record is the one that was issued, and what was served stays.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RecoveryCrashTest {
  private static final int NESTED = 2;

  private static long seed;
  private static final AtomicInteger STATES = new AtomicInteger();
  private static final Set<Integer> DISTINCT = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void drawSeed() {
    seed = Seed.next(RecoveryCrashTest.class);
  }

  @AfterAll
  static void countStates() {
    assertTrue(STATES.get() >= 3000 && DISTINCT.size() >= 1000, "states=" + STATES);
    System.out.printf(
        "RecoveryCrashTest states=%d distinct=%d seed=%d%n", STATES.get(), DISTINCT.size(), seed);
  }

  private static Stream<Arguments> runs() {
    return Stream.of(
            Variant.SYNC,
            Variant.GROUP,
            Variant.DIRECT,
            Variant.MMAP_SYNC,
            Variant.GROUP_DIRECT,
            Variant.ASYNC,
            Variant.BUFFERED)
        .flatMap(v -> Arrays.stream(Strictness.values()).map(s -> Arguments.of(v, s)));
  }

  private static WalOptions options(Variant variant) {
    Preallocation preallocation =
        switch (variant) {
          case SYNC, MMAP_SYNC, GROUP_DIRECT -> Preallocation.RECYCLED;
          case ASYNC -> Preallocation.APPEND;
          case BUFFERED -> Preallocation.SPARSE;
          default -> Preallocation.ZERO_FILLED;
        };
    return Small.options(variant).withPreallocation(preallocation, 2);
  }

  /** W2: whatever crashes, and wherever: nothing synced is missing, and nothing has a hole. */
  @ParameterizedTest
  @MethodSource("runs")
  void shouldKeepItsPromisesAfterACrashBeforeEachOperation(Variant variant, Strictness strictness)
      throws Exception {
    SimDisk disk = new SimDisk(variant + " " + strictness, strictness, SimDisk.SECTOR_BYTES);
    Ledger ledger = new Ledger();
    long runSeed = Seed.mix(seed, variant.name().hashCode());
    Workload workload = new Workload(disk, options(variant), ledger, new SplittableRandom(runSeed));
    Crashes crashes = new Crashes(disk, runSeed, 1, ledger);

    List<Crashes.State> states = crashes.during(workload::run);
    workload.abandon();

    assertTrue(crashes.points() > 50, "points=" + crashes.points());
    verify(sample(states, strictness), options(variant));
  }

  /** All crashes of the harshest disk; one crash of each point of the others. */
  private static List<Crashes.State> sample(List<Crashes.State> states, Strictness strictness) {
    if (strictness == Strictness.POSIX_WORST) {
      return states;
    }
    return Stream.iterate(1, i -> i < states.size(), i -> i + 5).map(states::get).toList();
  }

  private static void verify(List<Crashes.State> states, WalOptions options) {
    Set<List<Object>> seen = ConcurrentHashMap.newKeySet();
    states.parallelStream()
        .forEach(state -> {
          int contents = Images.hash(state.disk());
          STATES.incrementAndGet();
          DISTINCT.add(contents);
          boolean all = state.crashClass() == CrashClass.POWER; // nothing else in it
          if (!all || seen.add(List.of(contents, state.claim()))) {
            Recoveries.verify(state, options);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "GROUP", "DIRECT", "MMAP_SYNC", "GROUP_DIRECT", "ASYNC", "BUFFERED"})
  void shouldKeepItsPromisesAfterCrashesDuringRecovery(Variant variant) throws Exception {
    SimDisk disk = new SimDisk(variant + " nested");
    Ledger ledger = new Ledger();
    SplittableRandom random = new SplittableRandom(Seed.mix(seed, variant.name().hashCode(), 1));
    Workload workload = new Workload(disk, options(variant), ledger, random);
    List<Crashes.State> states = new Crashes(disk, seed, 1, ledger).during(workload::run);
    workload.abandon();

    for (int i = 0; i < NESTED; i++) {
      Crashes.State first = states.get(random.nextInt(states.size()));
      List<Crashes.State> once = Recoveries.crashesOf(first, options(variant));
      Crashes.State second = once.get(random.nextInt(once.size()));
      List<Crashes.State> twice = Recoveries.crashesOf(second, options(variant));
      verify(once, options(variant));
      verify(twice, options(variant));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SYNC", "MMAP_SYNC", "GROUP_DIRECT", "BUFFERED"})
  void shouldKeepItsPromisesAfterACrashInTheMiddleOfEachOperation(Variant variant)
      throws Exception {
    long runSeed = Seed.mix(seed, variant.name().hashCode(), 2);
    boolean crashed = true;
    for (long k = 1; crashed; k++) {
      SimDisk disk = new SimDisk(variant + " in operation " + k);
      disk.crashAt(k, Seed.mix(runSeed, k));
      Ledger ledger = new Ledger();
      Workload workload =
          new Workload(disk, options(variant), ledger, new SplittableRandom(runSeed));
      crashed = diesIn(workload);
      Claim claim = ledger.claim();
      workload.abandon();
      if (crashed) {
        CrashClass later = k % 2 == 0 ? CrashClass.OS : CrashClass.POWER;
        verify(
            Stream.of(CrashClass.PROCESS, later)
                .map(c -> new Crashes.State(disk.crash(c, runSeed), c, "in operation", claim))
                .toList(),
            options(variant));
      }
      assertTrue(crashed || k > 50, "points=" + k);
    }
  }

  private static boolean diesIn(Workload workload) throws Exception {
    try {
      workload.run();
      return false;
    } catch (CrashedException e) {
      return true;
    } catch (Exception e) {
      assertEquals(true, e.getCause() != null, e.toString());
      return true;
    }
  }
}
