package org.ackmark.results.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.ThreadKind;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  @Test
  void shouldReadLikeThis() {
    String text =
        """
        commit · records of 256 bytes · medians of 2 blocks
                                                                                           syncs/
          variant       guarantee      writers       commits/s      p50      p99    p99.9  commit efficiency
          ──────────────────────────────────────────────────────────────────────────────────────────────────
          sync          power loss     1                 2,710   360 µs   720 µs   n/a[1]    1.00       0.98
          group         power loss     1                 2,702   361 µs   722 µs  1.08 ms    1.00       0.97
          group         power loss     64 callbacks    143,200   431 µs   862 µs  1.29 ms   0.016       0.86
          group-direct  power loss     64 callbacks    118,400   512 µs  1.02 ms  1.54 ms   0.017       0.71
        ~ mmap-group    power loss     64 callbacks     88,000   690 µs  1.38 ms  2.07 ms   0.020       0.53
          ──────────────────────────────────────────────────────────────────────────────────────────────────
          buffered      process crash  1               410,000  2.10 µs  4.20 µs  6.30 µs       0     n/a[2]
          async         process crash  1               398,000  2.25 µs  4.50 µs  6.75 µs  <0.001     n/a[2]
          async         process crash  64 callbacks  1,020,000  41.0 µs  82.0 µs   123 µs  <0.001     n/a[2]
          ──────────────────────────────────────────────────────────────────────────────────────────────────
          memory        nothing        1             9,100,000    95 ns   190 ns   285 ns       0     n/a[2]

        - direct (power loss; writers 1, 64 callbacks) skipped: O_DIRECT is refused by this file system
            (overlay)
        ! mmap-sync (power loss; writers 1) failed: no space left on the device after 214 MiB of 256 MiB
        ~ mmap-group (power loss; writers 64 callbacks) 1 of 2 blocks left out, disturbed: the probe's p50
            rose by 31 % between the blocks

        [1] p99.9 needs 10,000 commits, so that 10 are beyond it
        [2] acknowledged without a sync: the device does not bound it

        Each group of rows makes one promise; compare within a group, not across:
          power loss     An acknowledged write survives a loss of power, on a device that honours flush.
          process crash  An acknowledged write survives a kill of the process; a kernel crash or a loss of
                         power may take it.
          nothing        An acknowledged write is lost when the process ends.
          writers        How many writes wait for acknowledgement at once; as threads, if nothing else is
                         said, or as callbacks to one thread.
          commits/s      Acknowledged commits per second, of all writers together.
          p50            Time from submit to acknowledgement: half of the commits take no longer.
          p99, p99.9     The same for 99 in 100 and for 999 in 1000 commits.
          syncs/commit   1: each commit has a sync of its own. 0.02: fifty commits share one.
          efficiency     Share of what the device can sync at best: 1 is all of it.
        """;
    assertEquals(text, ResultTable.of(quick()).render(TableStyle.plain()));
  }

  @Test
  void shouldNotRankAWeakerGuaranteeAboveAStrongerOneHoweverFast() {
    String text = ResultTable.of(quick()).render(TableStyle.plain());
    assertTrue(text.indexOf("mmap-group") < text.indexOf("buffered"), text);
    assertTrue(text.indexOf("buffered") < text.indexOf("memory"), text);
  }

  @Test
  void shouldFitIntoAHundredColumnsWhateverStandsInIt() {
    for (TableStyle style : List.of(TableStyle.plain(), TableStyle.plain().ascii())) {
      for (List<Observation> observations : List.of(quick(), wide())) {
        ResultTable.of(observations)
            .render(style)
            .lines()
            .forEach(line -> assertTrue(line.length() <= 100, line));
      }
    }
  }

  @Test
  void shouldSayTheSameWithoutColour() {
    String colourful = ResultTable.of(quick()).render(TableStyle.colourful());
    assertTrue(colourful.contains("\u001b["), colourful);
    assertEquals(
        ResultTable.of(quick()).render(TableStyle.plain()),
        colourful.replaceAll("\u001b\\[\\d+m", "").replaceAll(" +\n", "\n"));
  }

  @Test
  void shouldReadTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    String here = ResultTable.of(quick()).render(TableStyle.plain());
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      assertEquals(here, ResultTable.of(quick()).render(TableStyle.plain()));
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void shouldNeedNothingButAsciiIfSoAsked() {
    String text = ResultTable.of(quick()).render(TableStyle.plain().ascii());
    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')), text);
  }

  @Test
  void shouldNotPassControlCharactersOfAFileToTheTerminal() {
    Observation hostile =
        Samples.observation(point("\u001b[31mred", Guarantee.POWER_LOSS, 1), 0)
            .failed("line\nbreak \u001b[2J");
    String text = ResultTable.of(List.of(hostile)).render(TableStyle.plain());
    assertFalse(text.contains("\u001b"), text);
    assertTrue(text.contains("line break"), text);
  }

  @Test
  void shouldMarkFiguresThatNoSoundBlockStandsBehind() {
    Observation missed =
        Samples.observation(point("async", Guarantee.PROCESS_CRASH, 1), 0)
            .cost(Samples.cost(900, 0.01))
            .latency(Samples.latency(5_000))
            .missed("900 of 1,000 commits per second");
    String text = ResultTable.of(List.of(missed)).render(TableStyle.plain());
    assertTrue(text.contains("\n< async"), text);
    assertTrue(text.contains("missed in every block, shown all the same: 900 of 1,000"), text);
  }

  @Test
  void shouldKeepDifferentWorkInTablesOfItsOwn() {
    Point small = point("sync", Guarantee.POWER_LOSS, 1);
    Point big = Point.commit("sync", Guarantee.POWER_LOSS, 1, ThreadKind.PLATFORM, 4096);
    String text =
        ResultTable.of(List.of(Samples.ok(small, 0, 10, 5), Samples.ok(big, 0, 10, 5)))
            .render(TableStyle.plain());
    assertTrue(text.contains("records of 256 bytes"), text);
    assertTrue(text.contains("records of 4,096 bytes"), text);
  }

  @Test
  void shouldLeaveOutAColumnThatNothingWasMeasuredFor() {
    Observation plain = Samples.ok(point("sync", Guarantee.POWER_LOSS, 1), 0, 10, 5);
    assertFalse(ResultTable.of(List.of(plain)).render(TableStyle.plain()).contains("efficiency"));
  }

  @Test
  void shouldSayThatThereIsNothingInsteadOfAnEmptyTable() {
    assertEquals("No observations.\n", ResultTable.of(List.of()).render(TableStyle.plain()));
  }

  static List<Observation> quick() {
    List<Observation> all = new ArrayList<>();
    for (int block = 0; block < 2; block++) {
      all.add(row("memory", Guarantee.NOTHING, 1, 9_100_000, 95, 0, null));
      all.add(row("buffered", Guarantee.PROCESS_CRASH, 1, 410_000, 2_100, 0, null));
      all.add(row("async", Guarantee.PROCESS_CRASH, 1, 398_000, 2_250, 0.0004, null));
      all.add(row("async", Guarantee.PROCESS_CRASH, 64, 1_020_000, 41_000, 0.0002, null));
      all.add(slow("sync", 1, 2_710, 360_000, 0.98));
      all.add(row("group", Guarantee.POWER_LOSS, 1, 2_702, 361_000, 1, 0.97));
      all.add(row("group-direct", Guarantee.POWER_LOSS, 64, 118_400, 512_000, 0.0171, 0.71));
      all.add(row("group", Guarantee.POWER_LOSS, 64, 143_200, 431_000, 0.0156, 0.86));
    }
    Point mapped = point("mmap-group", Guarantee.POWER_LOSS, 64);
    all.add(row("mmap-group", Guarantee.POWER_LOSS, 64, 88_000, 690_000, 0.02, 0.53));
    all.add(
        Samples.observation(mapped, 1)
            .cost(Samples.cost(12_000, 0.02))
            .latency(Samples.latency(5_000_000))
            .disturbed("the probe's p50 rose by 31 % between the blocks"));
    for (int writers : List.of(1, 64)) {
      all.add(
          Samples.observation(point("direct", Guarantee.POWER_LOSS, writers), 0)
              .skipped("O_DIRECT is refused by this file system (overlay)"));
    }
    all.add(
        Samples.observation(point("mmap-sync", Guarantee.POWER_LOSS, 1), 0)
            .failed("no space left on the device after 214 MiB of 256 MiB"));
    return all;
  }

  static List<Observation> wide() {
    Point point =
        new Point(
            "commit",
            "direct-unsynced",
            Guarantee.PROCESS_CRASH,
            256,
            ThreadKind.CALLBACKS,
            4096,
            Parameters.of(Map.of("replicas", 3, "writeQuorum", 2)));
    return List.of(
        Samples.observation(point, 0)
            .arm("candidate")
            .cost(new Cost(5L, 1_234_567.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0))
            .latency(
                new Latency(123_400_000L, null, null, 999_000_000L, "500 values; p99 needs 1,000"))
            .ok());
  }

  private static Point point(String variant, Guarantee guarantee, int writers) {
    return Samples.point(variant, guarantee, writers);
  }

  private static Observation row(
      String variant,
      Guarantee guarantee,
      int writers,
      long rate,
      long p50Ns,
      double syncs,
      Double efficiency) {
    return Samples.observation(point(variant, guarantee, writers), 0)
        .cost(Samples.cost(rate, syncs).withEfficiency(efficiency))
        .latency(Samples.latency(p50Ns))
        .ok();
  }

  private static Observation slow(
      String variant, int writers, long rate, long p50Ns, double efficiency) {
    return Samples.observation(point(variant, Guarantee.POWER_LOSS, writers), 0)
        .cost(Samples.cost(rate, 1).withEfficiency(efficiency))
        .latency(new Latency(p50Ns, p50Ns * 2, null, p50Ns * 9, "5,420 values; p99.9 needs 10,000"))
        .ok();
  }
}
