package org.ackmark.results.ci;

import static org.ackmark.results.ci.ComparisonSamples.comparison;
import static org.ackmark.results.ci.ComparisonSamples.effect;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSummaryTest {
  private static final Effect REGRESSED = effect("sync", -18.2, Verdict.REGRESSED);
  private static final Effect SAME = effect("group", 0.4, Verdict.SAME);
  private static final Effect OPEN = effect("async", -4, Verdict.INCONCLUSIVE);
  private static final Effect IMPROVED = effect("mmap", 14, Verdict.IMPROVED);

  @Test
  void shouldBeginWithTheVerdictAndThenTheWorst() {
    String summary = render(comparison(Verdict.REGRESSED, SAME, IMPROVED, OPEN, REGRESSED));
    assertEquals(
        """
        ## Ackmark: REGRESSED

        4 points: 1 regressed, 1 inconclusive, 1 improved, 1 the same

        - profile gate, paired blocks, n=12: candidate (bbbb) against base (aaaa)

        | Verdict | Point | Metric | Base | Candidate | Change | Interval | Margin | Remark |
        |---|---|---|--:|--:|--:|---|--:|---|
        | REGRESSED | sync, commit, 64 callbacks, 256 bytes, power loss | commitsPerSecond | 41200 \
        | 33700 | -18.2 % | -21.2 to -15.2 % | 5 % |  |
        """,
        summary.substring(0, summary.indexOf("| INCONCLUSIVE")));
    assertEquals(
        List.of("sync", "async", "mmap", "group"),
        rows(summary).stream().map(r -> variant(r)).toList());
    assertTrue(summary.endsWith("- block 4 does not count: disturbed: the probe moved\n"), summary);
  }

  @Test
  void shouldFoldAwayWhatComesAfterTwentyRows() {
    String summary = render(ComparisonSamples.regressed(30));
    String[] parts = summary.split("<details>", -1);
    assertEquals(2, parts.length);
    assertEquals(20, rows(parts[0]).size());
    assertEquals(10, rows(parts[1]).size());
    assertEquals("variant-29", variant(rows(summary).getFirst()), "the greatest loss");
    assertTrue(parts[1].contains("<summary>10 more</summary>"));
    assertTrue(parts[1].contains("</details>\n"));
    assertFalse(render(ComparisonSamples.regressed(20)).contains("<details>"));
  }

  @Test
  void shouldStayWithinTheLimitAndSayThatSomeIsMissing() {
    Comparison huge = ComparisonSamples.regressed(20_000);
    String summary = render(huge);
    int bytes = summary.getBytes(StandardCharsets.UTF_8).length;
    assertTrue(bytes <= StepSummary.MOST_BYTES && bytes > 900_000, bytes + " bytes");
    assertTrue(summary.contains("</details>\n\nThe rest was left out"), "closed, and said");
    assertEquals(tags(summary, "<details>"), tags(summary, "</details>"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 100, 400, 1_000, 5_000, 6_000, 20_000})
  void shouldNeverBeLargerThanWhatIsLeft(int mostBytes) {
    String summary =
        StepSummary.render(ComparisonSamples.result(ComparisonSamples.regressed(500)), mostBytes);
    assertTrue(summary.getBytes(StandardCharsets.UTF_8).length <= mostBytes);
    assertEquals(tags(summary, "<details>"), tags(summary, "</details>"));
    assertEquals(mostBytes >= 200, summary.startsWith("## Ackmark: REGRESSED"));
  }

  /** A cell that ends its row, or begins a tag, would hide what follows. */
  @Test
  void shouldShowWhateverANameHoldsAsItIs() {
    Effect hostile =
        effect(
            Samples.point(ComparisonSamples.HOSTILE, Guarantee.NOTHING, 1),
            -18.0,
            Verdict.REGRESSED,
            null,
            null);
    String summary = render(comparison(Verdict.REGRESSED, hostile));
    String row = rows(summary).getFirst();
    assertTrue(row.contains("a\\|b &lt;c&gt; &amp; \"d\" \\`e\\` 100 %, f: \\$g\\$"), row);
    assertTrue(row.contains("\\[i\\](j) \ud83d\ude00"), row);
    assertEquals(10, row.replace("\\|", "").chars().filter(c -> c == '|').count(), row);
    assertTrue(row.chars().noneMatch(Character::isISOControl), row);
  }

  @Test
  void shouldCutACellThatGoesOnAndOn() {
    String endless = String.join("", Collections.nCopies(5_000, "x"));
    Effect noted =
        effect(Samples.point("v", Guarantee.NOTHING, 1), -18.0, Verdict.REGRESSED, null, endless);
    String row = rows(render(comparison(Verdict.REGRESSED, noted))).getFirst();
    assertTrue(row.length() < 800 && row.contains("x…"), row);
  }

  @Test
  void shouldSayWhyNothingCanBeConcluded() {
    String summary = render(ComparisonSamples.undecided("only 4 blocks count"));
    assertTrue(summary.startsWith("## Ackmark: INCONCLUSIVE\n\nno point was judged; only 4"));
    assertFalse(summary.contains("| Verdict |"));
    assertEquals(
        "## Ackmark: INCONCLUSIVE\n\nthere is no baseline\n\n",
        StepSummary.render(ComparisonSamples.unable("there is no baseline"), 1_000));
  }

  private static String render(Comparison comparison) {
    return StepSummary.render(ComparisonSamples.result(comparison), StepSummary.MOST_BYTES);
  }

  private static List<String> rows(String summary) {
    return summary
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| Verdict"))
        .toList();
  }

  private static String variant(String row) {
    return row.split("\\|")[2].strip().split(",")[0];
  }

  private static int tags(String text, String tag) {
    return text.split(tag, -1).length - 1;
  }
}
