package org.ackmark.results.ci;

import static org.ackmark.results.ci.ComparisonSamples.comparison;
import static org.ackmark.results.ci.ComparisonSamples.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Verdict;
import org.junit.jupiter.api.Test;

class AnnotationsTest {
  /** As the runner reads it: properties up to the next double colon, one line. */
  private static final Pattern COMMAND =
      Pattern.compile("::(error|warning|notice) title=([^,:]*)::(.*)");

  @Test
  void shouldBeOneForTheVerdictAndOneForEachBadPoint() {
    List<String> lines =
        lines(
            comparison(
                Verdict.REGRESSED,
                effect("group", 0.4, Verdict.SAME),
                effect("async", -4, Verdict.INCONCLUSIVE),
                effect("sync", -18.2, Verdict.REGRESSED)));
    assertEquals(3, lines.size());
    assertEquals(
        "::error title=Ackmark%3A regressed::3 points: 1 regressed, 1 inconclusive, 1 the same",
        lines.get(0));
    assertTrue(
        lines
            .get(1)
            .startsWith(
                "::error title=sync%2C commit%2C 64 callbacks%2C 256 bytes%2C power loss"
                    + "::commitsPerSecond -18.2 %25, interval -21.2 to -15.2 %25"),
        lines.get(1));
    assertTrue(lines.get(2).startsWith("::warning title=async"), lines.get(2));
  }

  @Test
  void shouldNeverBeMoreThanGitHubShows() {
    List<Effect> effects = new ArrayList<>(ComparisonSamples.regressed(40).effects());
    for (int i = 0; i < 40; i++) {
      effects.add(effect("open-" + i, -3 - i, Verdict.INCONCLUSIVE));
    }
    List<String> lines =
        lines(
            ComparisonSamples.comparison("candidate", Verdict.REGRESSED, null, effects, List.of()));
    assertEquals(6, count(lines, "::error"));
    assertEquals(5, count(lines, "::warning"));
    assertTrue(lines.get(1).contains("variant-39"), "the greatest loss first");
    assertTrue(lines.get(6).contains("open-39"), lines.get(6));
  }

  @Test
  void shouldWarnWhereNothingCanBeConcludedAndOnlyMentionGoodNews() {
    assertEquals(
        "::warning title=Ackmark%3A inconclusive::no point was judged; only 4 blocks count",
        lines(ComparisonSamples.undecided("only 4 blocks count")).getFirst());
    assertEquals(
        List.of("::warning title=Ackmark%3A inconclusive::there is no baseline"),
        lines(ComparisonSamples.unable("there is no baseline")));
    List<String> same = lines(comparison(Verdict.SAME, effect("group", 0.4, Verdict.SAME)));
    assertEquals(List.of("::notice title=Ackmark%3A same::1 point: 1 the same"), same);
    assertEquals(
        1, count(lines(comparison(Verdict.IMPROVED, effect("a", 9, Verdict.IMPROVED))), "::"));
  }

  /** A name must not begin a command of its own, nor end the one it is in. */
  @Test
  void shouldEscapeWhateverANameHolds() {
    Effect hostile =
        effect(
            Samples.point(ComparisonSamples.HOSTILE, Guarantee.NOTHING, 1),
            -18.0,
            Verdict.REGRESSED,
            null,
            ComparisonSamples.HOSTILE);
    List<String> lines = lines(comparison(Verdict.REGRESSED, hostile));
    assertEquals(2, lines.size());
    assertTrue(lines.get(1).contains("100 %25%2C f%3A $g$"), lines.get(1));
    assertTrue(lines.get(1).contains("%0D%0A::error::h"), lines.get(1));
  }

  private static List<String> lines(Comparison comparison) {
    return lines(ComparisonSamples.result(comparison));
  }

  private static List<String> lines(GateResult result) {
    List<String> lines = Annotations.render(result).lines().toList();
    lines.forEach(line -> assertTrue(COMMAND.matcher(line).matches(), line));
    return lines;
  }

  private static long count(List<String> lines, String start) {
    return lines.stream().filter(line -> line.startsWith(start)).count();
  }
}
