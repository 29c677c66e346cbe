package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ackmark.results.Latency;
import org.ackmark.results.RunStatus;
import org.junit.jupiter.api.Test;

class LoadTextTest {
  private static final Latency RESPONSE =
      new Latency(612_000L, 1_410_000L, 4_100_000L, 9_000_000L, null);

  private final LoadPlan plan = plan(Optional.of(Slo.parse("p99<2ms")));

  private static LoadPlan plan(Optional<Slo> slo) {
    return LoadPlan.of(
        new LoadOptions(
            Path.of("data"),
            Optional.empty(),
            List.of("group"),
            List.of(),
            List.of(),
            Optional.empty(),
            Arrival.POISSON,
            List.of(20_000L, 40_000L),
            slo,
            5_000_000_000L,
            0,
            1024,
            4096,
            false,
            false,
            OptionalLong.of(1),
            List.of("load")));
  }

  private Trial trial(long rate, long acknowledged, Latency response, List<Double> perSecond) {
    LoadResult result =
        new LoadResult(
            null,
            1_700_000_000_000L,
            5_000_000_000L,
            5 * rate,
            acknowledged,
            5 * rate,
            0,
            response,
            response,
            2,
            1_000L,
            3,
            4_000,
            1000,
            500,
            10_000_000,
            500L,
            perSecond,
            new SlowCommits(100, 1, 2, 40, 50, 7));
    LoadSubject group = plan.subjects().getFirst();
    return new LoadFigures(
            plan, group, group.options(), rate, 0, 0, Instant.ofEpochMilli(0), result)
        .trial(null, null);
  }

  private String render(OptionalLong found, Trial... trials) {
    VariantOutcome group =
        new VariantOutcome(
            plan.subjects().getFirst(), 0, List.of(trials), plan.options().slo(), found);
    LoadOutcome outcome =
        new LoadOutcome(
            plan,
            RunStatus.COMPLETE,
            false,
            Path.of("out"),
            List.of(group),
            Stream.of(trials).map(Trial::observation).toList());
    return LoadText.render(outcome, true);
  }

  @Test
  void shouldSayWhichRatePassesAndAnswerInOneSentence() {
    String text = render(OptionalLong.of(20_000), trial(20_000, 100_000, RESPONSE, List.of()));
    assertTrue(text.contains("group 20,000/s  p99 1.41 ms < 2 ms  PASS"), text);
    assertTrue(text.contains("group meets p99<2ms by response time up to 20,000/s here"), text);
    assertTrue(
        text.contains(
            "slow commits (beyond p99.9): 100; JVM pause 1, segment roll 2, device 40, queue 50,"
                + " unknown 7"),
        text);
    assertTrue(text.contains("20,000/s 2 times of more than an hour count as an hour"), text);
    assertTrue(text.contains("the sender waited 3 times because 4,096 records"), text);
  }

  @Test
  void shouldMarkARateThatWasMissedAndLetItPassNothing() {
    String text = render(OptionalLong.empty(), trial(40_000, 150_000, RESPONSE, List.of()));
    assertTrue(text.contains("group 40,000/s  p99 1.41 ms < 2 ms  missed its rate  FAIL"), text);
    assertTrue(text.contains("<      40,000      30,000"), text);
    assertTrue(text.contains("< 40,000/s missed its rate: 75.0 %"), text);
    assertTrue(text.contains("group: no rate that was tried meets p99<2ms."), text);
  }

  @Test
  void shouldTellOfTwoPlateausInsteadOfOneMean() {
    List<Double> series =
        IntStream.range(0, 60).mapToObj(i -> (i < 40 ? 20_000.0 : 3_000.0) + i % 3).toList();
    Trial trial = trial(20_000, 100_000, RESPONSE, series);
    String text = render(OptionalLong.empty(), trial);
    assertTrue(text.contains("20,001/s for 40 s, then 3,001/s (burst credits"), text);
    assertEquals(40.0, trial.observation().metrics().get("plateauChangeAtSeconds"));
  }

  @Test
  void shouldSayThatTooFewValuesWereTakenToKnow() {
    Latency few = new Latency(612_000L, null, null, 700_000L, "p99 needs 1,000");
    String text = render(OptionalLong.empty(), trial(20_000, 100_000, few, List.of()));
    assertTrue(text.contains("p99 needs 1,000 values"), text);
    assertTrue(text.contains("n/a"), text);
  }

  @Test
  void shouldFitAScreen() {
    String text = render(OptionalLong.empty(), trial(20_000, 100_000, RESPONSE, List.of()));
    assertFalse(
        Arrays.stream(text.split("\n")).limit(6).anyMatch(line -> line.length() > 100), text);
  }

  @Test
  void shouldLengthenAWindowThatIsTooShortForTheObjective() {
    LoadPlan rare = plan(Optional.of(Slo.parse("p99.9<2ms")));
    assertEquals(11_000_000_000L, rare.windowNs(1_000));
    assertEquals(5_000_000_000L, rare.windowNs(20_000));
    assertEquals(30_000_000_000L, rare.windowNs(1), "six times at most");
    assertEquals(5_000_000_000L, plan(Optional.empty()).windowNs(1));
  }
}
