package org.ackmark.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Replication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** What a report says of quorums: whether they were foreseen, and what a fault does to them. */
class QuorumReportTest {
  private static final Pattern TIME = Pattern.compile("[\\d.,]+ (ns|µs|ms)");

  @TempDir Path folder;

  private QuorumRun run() {
    return QuorumRun.at(folder.resolve("run"));
  }

  private static ObservationBuilder processes(QuorumRun run, int n, int w, long p50Ns) {
    return run.measured(QuorumRun.point("processes", n, w, "SYNCED", null), p50Ns, 20_000);
  }

  @Test
  void shouldSayHowManyTimesThePredictionCommitsTook() {
    QuorumRun run = run();
    ObservationBuilder two = processes(run, 3, 2, 650_000);
    QuorumRun.predicted(two, 500_000, 2_000_000, 100_000, 400_000);
    ObservationBuilder three = processes(run, 3, 3, 1_200_000);
    QuorumRun.predicted(three, 500_000, 2_000_000, 100_000, 400_000);
    Element section = section(run.add(two).add(three).written(), "forecast");
    says(
        section,
        "Half of the commits took 1.3 to 2.4 times what the nodes alone take (most: 3 of 3"
            + " SYNCED): the rest is queueing");
    assertTrue(ParsedPage.cells(section).containsAll(List.of("2 of 3", "1.3×", "2.4×", "100 µs")));
  }

  @Test
  void shouldNotSpeakOfAQueueWhereThereIsNone() {
    QuorumRun run = run();
    ObservationBuilder two = processes(run, 3, 2, 520_000);
    QuorumRun.predicted(two, 500_000, 2_000_000, 100_000, 400_000);
    Element section = section(run.add(two).written(), "forecast");
    says(section, "within 10 %: hardly any queue");
    assertFalse(section.getTextContent().contains("the rest is queueing"));
  }

  @Test
  void shouldSayWhereCommitsWereFasterThanForeseen() {
    QuorumRun run = run();
    ObservationBuilder two = processes(run, 3, 2, 250_000);
    QuorumRun.predicted(two, 500_000, 2_000_000, 100_000, 400_000);
    Element section = section(run.add(two).written(), "forecast");
    says(section, "as little as 50 % of what the nodes alone take (2 of 3 SYNCED)");
    assertTrue(
        ParsedPage.within(section, "path")
            .anyMatch(path -> path.getAttribute("class").startsWith("line thin dashed")));
  }

  @Test
  void shouldHaveEveryTimeOfTheForecastInTheTableBelowIt() {
    Element section = section(QuorumRun.everything(folder.resolve("run")), "forecast");
    List<String> cells = ParsedPage.cells(section);
    List<String> told = ParsedPage.told(section);
    assertEquals(2 * 15 * 3, told.size(), "p50, p99 and parts of 15 quorums in two widths");
    for (String mark : told) {
      Matcher time = TIME.matcher(mark);
      assertTrue(time.find(), mark);
      do {
        assertTrue(cells.contains(time.group()), mark + " is not in " + cells);
      } while (time.find());
    }
  }

  @Test
  void shouldShowNeitherChartForARunThatPredictsNothingAndHasNoFault() {
    QuorumRun run = run();
    ParsedPage page = ParsedPage.of(run.add(processes(run, 3, 2, 500_000)).written());
    assertTrue(page.byId("quorums").isPresent());
    assertFalse(page.byId("forecast").isPresent());
    assertFalse(page.byId("faults").isPresent());
  }

  @Test
  void shouldTellPlacementsApartWhereARunHasSeveral() {
    QuorumRun run = run();
    for (String placement : List.of(Replication.ONE_PROCESS, "processes")) {
      run.add(run.measured(QuorumRun.point(placement, 3, 2, "SYNCED", null), 500_000, 20_000));
    }
    Element section = section(run.written(), "quorums");
    List<String> panels =
        ParsedPage.within(section, "text")
            .filter(text -> text.getAttribute("class").equals("panel"))
            .map(Element::getTextContent)
            .toList();
    assertTrue(panels.contains("one process · group · 64 callbacks"), panels.toString());
    assertTrue(panels.contains("processes · group · 64 callbacks"), panels.toString());
  }

  @Test
  void shouldSayForHowLongNothingWasAcknowledged() {
    Path run = run().fault("back", 3, 3, 20_000, 0, 1).written();
    Element section = section(run, "faults");
    says(
        section,
        "With one replica down, then back, 3/1/3 SYNCED acknowledged nothing for 3 s, and its"
            + " throughput fell to 0 %");
    assertTrue(classes(section).contains("silent"), "times without commits are not drawn");
    List<String> cells = ParsedPage.cells(section);
    assertTrue(cells.contains("0.0 to 3.0"), "left out: " + cells);
    assertTrue(cells.contains("0.00"), cells.toString());
  }

  @Test
  void shouldCountSilenceToTheEndOfTheMeasuredTime() {
    Path run = run().fault("down", 3, 3, 20_000, 0, 1).written();
    says(section(run, "faults"), "acknowledged nothing for 7 s");
  }

  @Test
  void shouldClaimNoSilenceWhereWritesWentOn() {
    Path run = run().fault("down", 3, 2, 20_000, 0.5, 1).written();
    Element section = section(run, "faults");
    says(section, "With one replica down, 3/2/2 SYNCED went on in every interval");
    assertTrue(Pattern.compile("fell to (49|50|51) %").matcher(section.getTextContent()).find());
    assertFalse(classes(section).contains("silent"));
  }

  @Test
  void shouldNameBesideTheWorstWhatWentOn() {
    Path run = run().fault("down", 3, 2, 20_000, 1, 1).fault("down", 3, 3, 20_000, 0, 1).written();
    Element section = section(run, "faults");
    says(section, "3/1/3 SYNCED acknowledged nothing for 7 s");
    assertTrue(
        Pattern.compile("; 3/2/2 SYNCED kept (99|100|101) %")
            .matcher(section.getTextContent())
            .find());
  }

  @Test
  void shouldDrawTheLongestThinWhereCommitsAreTooFewForAPercentile() {
    Path few = run().fault("slow", 3, 3, 20_000, 0.1, 1).written();
    assertTrue(classes(section(few, "faults")).contains("line bound c1"));
    Path many = QuorumRun.at(folder.resolve("many")).fault("slow", 3, 3, 20_000, 0.9, 1).written();
    assertFalse(classes(section(many, "faults")).contains("line bound c1"));
  }

  @Test
  void shouldKeepPointsWithAFaultOutOfOtherChartsAndRankings() {
    QuorumRun run = run().fault("down", 3, 3, 77_777, 0, 1);
    ParsedPage page = ParsedPage.of(run.add(processes(run, 3, 2, 500_000)).written());
    for (String part : List.of("quorums", "ranking1")) {
      String text = page.byId(part).orElseThrow().getTextContent();
      assertFalse(text.contains("3/1/3"), part + ": " + text);
      assertTrue(text.contains("3/2/2") || text.contains("2 of 3"), part + ": " + text);
    }
    assertFalse(page.byId("ranking2").isPresent());
    assertFalse(page.byId("throughput").isPresent());
    assertTrue(page.byId("faults").isPresent());
  }

  @Test
  void shouldSayWhereOfAFaultNoCourseWasRecorded() {
    QuorumRun run = run().fault("down", 3, 3, 20_000, 0, 1);
    run.add(run.measured(QuorumRun.point("processes", 3, 2, "SYNCED", "slow"), 500_000, 20_000));
    says(section(run.written(), "faults"), "Of 1 point no course was recorded.");
  }

  private static List<String> classes(Element section) {
    return ParsedPage.within(section, "path").map(path -> path.getAttribute("class")).toList();
  }

  private static Element section(Path run, String id) {
    return ParsedPage.of(run).byId(id).orElseThrow();
  }

  private static void says(Element section, String words) {
    String text = section.getTextContent().replace('\u00a0', ' ');
    assertTrue(text.contains(words), words + " is not in: " + text);
  }
}
