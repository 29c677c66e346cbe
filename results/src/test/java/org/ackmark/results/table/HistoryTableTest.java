package org.ackmark.results.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Point;
import org.ackmark.results.Samples;
import org.ackmark.results.history.Annotation;
import org.ackmark.results.history.Change;
import org.ackmark.results.history.History;
import org.ackmark.results.history.LeftOut;
import org.ackmark.results.history.Series;
import org.ackmark.results.history.Session;
import org.junit.jupiter.api.Test;

class HistoryTableTest {
  private static final Annotation KERNEL = new Annotation("2026-02-03", "kernel 6.19", null);

  @Test
  void shouldMarkAChangeBetweenTheRunsThatItSeparates() {
    Change change = new Change("run-2", "run-3", -12.94, 40_000, 34_824, 2.1e-5, true);

    assertEquals(
        """
        group · commit · 64 callbacks · 256 bytes · power loss
        profile nightly (0123456789abcdef), machine 1-fedcba9876543210, method 1
          started (UTC)     run    commitsPerSecond
          ─────────────────────────────────────────
          2026-01-31 12:00  run-0            40,000
          2026-02-01 12:00  run-1            40,000
          2026-02-02 12:00  run-2            40,000
                                ····· -12.9 % ·····  worse, p 2e-05
          2026-02-03 12:00  run-3            34,800  2026-02-03: kernel 6.19
          2026-02-04 12:00  run-4            34,800
          2026-02-05 12:00  run-5            34,800
        ~ 2026-02-06 12:00  run-6            12,000  does not count: disturbed
          since the last run: 2026-03-01: moved

        1 change in 1 series: 1 worse, 0 better
        """,
        render(series(List.of(change)), TableStyle.plain()));
  }

  @Test
  void shouldSayHowManyRunsAreNeeded() {
    Series whole = series(List.of());
    Series few = with(whole, whole.sessions().subList(1, 7), List.of());

    String text = render(few, TableStyle.plain());

    assertTrue(text.contains("changes are sought in 6 runs or more; here 5 runs count"), text);
    assertTrue(text.endsWith("\n0 changes in 0 series\n"), text);
  }

  @Test
  void shouldGatherRunsThatAreLeftOutForOneReason() {
    List<LeftOut> leftOut = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      leftOut.add(new LeftOut("run-" + i, null, "interrupted"));
    }
    leftOut.add(new LeftOut("run-9", "sync commit", "nothing was measured"));
    String text = HistoryTable.render(new History(List.of(), leftOut), TableStyle.plain());

    assertEquals(
        """
        left out: run-0, run-1, run-2, run-3, run-4 and 2 more: interrupted
        left out: run-9: sync commit: nothing was measured

        0 changes in 0 series
        """,
        text);
  }

  @Test
  void shouldShowAsciiOnlyAndNoControlCharacters() {
    Series series = series(List.of(new Change("run-2", "run-3", 9, 1, 1.09, 1e-80, false)));
    Series annotated =
        with(series, series.sessions(), List.of(new Annotation("2026-01-31", "µ\u001b[31m", null)));

    String text = render(annotated, TableStyle.plain().ascii());

    assertTrue(text.chars().allMatch(c -> c == '\n' || (c >= 0x20 && c < 0x7f)), text);
    assertTrue(text.contains("..... +9.0 % .....  better, p < 1e-6"), text);
  }

  @Test
  void shouldKeepLongNotesBesideTheirRun() {
    Annotation note = new Annotation("2026-01-31", "word ".repeat(60).strip(), null);
    Series series = with(series(List.of()), series(List.of()).sessions(), List.of(note));

    String text = render(series, TableStyle.plain());

    assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    assertFalse(text.contains("\t"), text);
    assertEquals(60, text.split("word", -1).length - 1);
  }

  private static String render(Series series, TableStyle style) {
    return HistoryTable.render(new History(List.of(series), List.of()), style);
  }

  private static Series series(List<Change> changes) {
    List<Session> sessions = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      sessions.add(
          new Session(
              "run-" + i,
              Samples.START.plusSeconds(86_400L * i),
              null,
              i < 3 ? 40_000 : i < 6 ? 34_800 : 12_000,
              3,
              i == 6,
              i == 6 ? "disturbed" : null,
              i == 3 ? List.of(KERNEL) : List.of()));
    }
    Point point = Samples.group();
    return new Series(
        "1-fedcba9876543210",
        1,
        "nightly",
        "0123456789abcdef",
        point,
        "commitsPerSecond",
        true,
        sessions,
        changes,
        List.of(new Annotation("2026-03-01", "moved", null)));
  }

  private static Series with(Series series, List<Session> sessions, List<Annotation> annotations) {
    return new Series(
        series.fingerprint(),
        series.methodVersion(),
        series.profileName(),
        series.profileHash(),
        series.point(),
        series.metric(),
        series.higherIsBetter(),
        sessions,
        series.changes(),
        annotations);
  }
}
