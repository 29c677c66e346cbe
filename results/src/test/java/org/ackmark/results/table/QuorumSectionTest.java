package org.ackmark.results.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Fault;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Replication;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Test;

class QuorumSectionTest {
  private static Point point(int n, int w, String level) {
    Replication replication =
        new Replication("log", n, n - w + 1, w, level, Replication.ONE_PROCESS);
    Guarantee guarantee = level.equals("SYNCED") ? Guarantee.POWER_LOSS : Guarantee.PROCESS_CRASH;
    return Samples.point("group", guarantee, 64).with(Parameters.of(replication.parameters()));
  }

  private static List<Observation> table() {
    List<Observation> observations = new ArrayList<>();
    for (String level : List.of("SYNCED", "WRITTEN")) {
      long rate = level.equals("SYNCED") ? 40_000 : 90_000;
      observations.add(Samples.ok(point(3, 3, level), 0, rate / 3, 900_000));
      observations.add(Samples.ok(point(1, 1, level), 0, rate, 300_000));
      observations.add(Samples.ok(point(3, 2, level), 0, rate / 2, 600_000));
    }
    observations.add(Samples.observation(point(3, 1, "SYNCED"), 0).failed("its JVM ended"));
    return observations;
  }

  @Test
  void shouldReadLikeThis() {
    String text = ResultTable.of(table()).render(TableStyle.plain());
    String expected =
        """
        commit · records of 256 bytes · protocol log · group · 64 callbacks · one block
                           WRITTEN                      SYNCED
          N  R  W  down  commits/s     p50     p99   commits/s     p50     p99
          ────────────────────────────────────────────────────────────────────
          1  1  1     0     90,000  300 µs  600 µs      40,000  300 µs  600 µs
          ────────────────────────────────────────────────────────────────────
        ! 3  3  1     2                                 n/a[1]  n/a[1]  n/a[1]
          3  2  2     1     45,000  600 µs  1.20 ms     20,000  600 µs  1.20 ms
          3  1  3     0     30,000  900 µs  1.80 ms     13,333  900 µs  1.80 ms

        ! group 3/3/1 SYNCED (power loss; writers 64 callbacks) failed: its JVM ended
        """;
    assertEquals(squeezed(expected), squeezed(text.substring(0, text.indexOf("\n[1] ")).strip()));
  }

  /** How wide columns are is the grid's business. */
  private static String squeezed(String text) {
    return text.strip().replaceAll("─+", "─").replaceAll("[ ]+", " ");
  }

  @Test
  void shouldNotFallApartIntoATableForEachQuorum() {
    String text = ResultTable.of(table()).render(TableStyle.plain());
    assertEquals(1, text.split("records of 256 bytes", -1).length - 1, text);
  }

  private static Point ofRatis(String level, String sync) {
    Replication ratis = new Replication("ratis", 3, 2, 2, level, Replication.ONE_PROCESS);
    Map<String, Object> parameters = ratis.parameters();
    parameters.put(Replication.SYNC, sync);
    return Samples.point("ratis", Guarantee.PROCESS_CRASH, 64).with(Parameters.of(parameters));
  }

  @Test
  void shouldPutProtocolsOfOneWorkSideBySideWithTheirSyncs() {
    List<Observation> both = new ArrayList<>();
    both.add(Samples.ok(point(3, 2, "SYNCED"), 0, 20_000, 600_000));
    both.add(Samples.ok(ofRatis("SYNCED", "forced"), 0, 5_000, 900_000));
    both.add(Samples.ok(ofRatis("WRITTEN", "async-flush"), 0, 7_000, 300_000));
    both.add(Samples.ok(ofRatis("WRITTEN", "unsafe-flush"), 0, 8_000, 300_000));
    String text = ResultTable.of(both).render(TableStyle.plain());
    String table = squeezed(text);
    assertEquals(1, text.split("records of 256 bytes", -1).length - 1, text);
    assertTrue(table.contains("commits/s p50 p99 syncs/op"), text);
    assertTrue(table.contains("log group 3 2 2 1 SYNCED 20,000"), text);
    assertTrue(table.contains("ratis forced ratis 3 2 2 1 SYNCED 5,000"), text);
    assertTrue(table.contains("ratis async-flush ratis 3 2 2 1 WRITTEN 7,000"), text);
    assertTrue(table.contains("ratis unsafe-flush ratis 3 2 2 1 WRITTEN 8,000"), text);
    text.lines().forEach(line -> assertTrue(line.length() <= TableStyle.plain().width(), line));
  }

  @Test
  void shouldFitIntoItsWidth() {
    List<Observation> all = new ArrayList<>(table());
    all.add(Samples.ok(point(5, 3, "RECEIVED"), 0, 1_234_567, 1_234_567));
    TableStyle style = TableStyle.plain();
    ResultTable.of(all)
        .render(style)
        .lines()
        .forEach(line -> assertTrue(line.length() <= style.width(), line));
  }

  @Test
  void shouldExplainLevelsInsteadOfGuaranteesWhereThereAreOnlyQuorums() {
    String text = ResultTable.of(table()).render(TableStyle.plain());
    assertTrue(text.contains("compare down a column"), text);
    assertFalse(text.contains("  power loss     An acknowledged"), text);
    assertTrue(text.contains("  forgetting "), text);
  }

  private static List<Observation> foreseen(List<String> levels) {
    List<Observation> observations = new ArrayList<>();
    for (String level : levels) {
      for (int w = 1; w <= 3; w++) {
        observations.add(
            Samples.observation(point(3, w, level), 0)
                .cost(Samples.cost(20_000 / w, 1))
                .latency(Samples.latency(w * 300_000L))
                .metric("predictedP50Ns", w * 211_000)
                .ok());
      }
    }
    return observations;
  }

  @Test
  void shouldShowWhatWasPredictedBesideTheMedian() {
    List<Observation> all = foreseen(List.of("SYNCED"));
    all.add(Samples.ok(point(5, 3, "SYNCED"), 0, 5_000, 950_000));
    String text = squeezed(ResultTable.of(all).render(TableStyle.plain()));
    assertTrue(text.contains("commits/s p50 predicted p99"), text);
    assertTrue(text.contains("3 2 2 1 10,000 600 µs 422 µs 1.20 ms"), text);
    assertTrue(text.contains("5 3 3 2 5,000 950 µs n/a[1] 1.90 ms"), text);
    assertTrue(text.contains("[1] not predicted"), text);
    assertTrue(text.contains("\n predicted What half of the commits should take"), text);
  }

  @Test
  void shouldNotSpeakOfPredictionsWhereThereAreNone() {
    assertFalse(ResultTable.of(table()).render(TableStyle.plain()).contains("predicted"));
  }

  @Test
  void shouldPutLevelsBelowEachOtherWhereALineDoesNotHoldThem() {
    List<Observation> all = foreseen(List.of("RECEIVED", "WRITTEN", "SYNCED"));
    TableStyle style = TableStyle.plain();
    String text = ResultTable.of(all).render(style);
    text.lines().forEach(line -> assertTrue(line.length() <= style.width(), line));
    assertTrue(text.lines().anyMatch(l -> l.contains("RECEIVED") && l.contains("WRITTEN")), text);
    assertTrue(text.lines().anyMatch(l -> l.strip().equals("SYNCED")), text);
    assertEquals(2, text.lines().filter(l -> squeezed(l).startsWith("3 2 2 1 ")).count(), text);
    assertEquals(1, text.split("records of 256 bytes", -1).length - 1, text);
  }

  @Test
  void shouldSetPointsWithAFaultApart() {
    List<Observation> all = new ArrayList<>(table());
    Point fault = point(3, 2, "SYNCED");
    all.add(
        Samples.ok(fault.with(fault.params().with(Fault.PARAMETER, "down")), 0, 7_000, 800_000));
    String text = ResultTable.of(all).render(TableStyle.plain());
    assertEquals(2, text.split("records of 256 bytes", -1).length - 1, text);
    assertTrue(text.contains("fault down"), text);
    assertTrue(squeezed(text).contains("compare them with no others"), text);
    assertFalse(ResultTable.of(table()).render(TableStyle.plain()).contains("fault"), text);
  }
}
