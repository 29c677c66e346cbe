package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionTest {
  private static final List<Span> NONE = List.of();

  /** A commit that took from 100 to 200; so many records were in front of it. */
  private static List<Span> slow(long inFront) {
    return List.of(new Span(100, 200, inFront));
  }

  private static List<Span> from(long startNs, long endNs) {
    return List.of(Span.of(startNs, endNs));
  }

  @Test
  void shouldNameTheCauseThatCoversAtLeastHalfOfTheWait() {
    assertEquals(
        new SlowCommits(1, 1, 0, 0, 0, 0), new Attribution(from(0, 150), NONE, NONE).of(slow(1)));
    assertEquals(
        new SlowCommits(1, 0, 1, 0, 0, 0), new Attribution(NONE, from(150, 300), NONE).of(slow(1)));
    assertEquals(
        new SlowCommits(1, 0, 0, 1, 0, 0), new Attribution(NONE, NONE, from(120, 170)).of(slow(1)));
  }

  @Test
  void shouldNotBlameWhatCoversLess() {
    Attribution attribution = new Attribution(from(0, 149), from(0, 101), from(180, 500));
    assertEquals(new SlowCommits(1, 0, 0, 0, 1, 0), attribution.of(slow(1)));
    assertEquals(new SlowCommits(1, 0, 0, 0, 0, 1), attribution.of(slow(0)));
  }

  @Test
  void shouldBlameThePauseForTheSyncThatItMadeLookLong() {
    Attribution attribution = new Attribution(from(100, 200), NONE, from(90, 210));
    assertEquals(new SlowCommits(1, 1, 0, 0, 0, 0), attribution.of(slow(1)));
  }

  @Test
  void shouldAddUpWhatHappenedSeveralTimesAndCountOverlapsOnce() {
    List<Span> stalls = List.of(Span.of(100, 120), Span.of(110, 130), Span.of(180, 200));
    assertEquals(
        new SlowCommits(1, 0, 0, 1, 0, 0), new Attribution(NONE, NONE, stalls).of(slow(1)));
    List<Span> twice = List.of(Span.of(100, 140), Span.of(100, 140));
    assertEquals(new SlowCommits(1, 0, 0, 0, 1, 0), new Attribution(NONE, NONE, twice).of(slow(1)));
  }

  @Test
  void shouldCountEachCommitOnce() {
    List<Span> commits = List.of(new Span(0, 10, 0), new Span(100, 200, 3), new Span(300, 400, 3));
    Attribution attribution = new Attribution(NONE, NONE, from(100, 200));
    assertEquals(new SlowCommits(3, 0, 0, 1, 1, 1), attribution.of(commits));
  }
}
