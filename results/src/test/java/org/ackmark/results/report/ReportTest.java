package org.ackmark.results.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ackmark.results.Guarantee;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class ReportTest {
  private static final Set<String> CHARTS =
      Set.of(
          "pareto",
          "load",
          "percentiles",
          "effects",
          "stalls",
          "throughput",
          "surface",
          "costs",
          "drift");

  private static final Pattern TIME = Pattern.compile("[\\d.,]+ (ns|µs|ms)");

  @TempDir private static Path shared;

  private static ParsedPage everything;

  @TempDir Path folder;

  @BeforeAll
  static void writeARunThatHasEverything() {
    everything = ParsedPage.of(SampleRun.everything(shared.resolve("run")));
  }

  @Test
  void shouldNameEveryPictureAndUseEachIdOnce() {
    ParsedPage page = everything;
    List<Element> pictures = page.all("svg").toList();
    assertTrue(pictures.size() > 2 * CHARTS.size());
    for (Element picture : pictures) {
      for (String id : picture.getAttribute("aria-labelledby").split(" ")) {
        assertFalse(page.byId(id).orElseThrow().getTextContent().isBlank());
      }
    }
    Set<String> ids = new HashSet<>();
    page.all("*")
        .map(element -> element.getAttribute("id"))
        .filter(id -> !id.isEmpty())
        .forEach(id -> assertTrue(ids.add(id), id + " occurs twice"));
  }

  @Test
  void shouldLoadNothingFromElsewhere() {
    ParsedPage page = everything;
    assertFalse(page.text().contains("http:"));
    assertFalse(page.text().contains("https:"));
    assertFalse(page.text().contains("url("));
    assertFalse(page.text().contains("@import"));
    assertTrue(page.text().contains("default-src &#39;none&#39;"));
    page.all("*").forEach(element -> assertFalse(element.hasAttribute("src")));
    page.all("a")
        .map(link -> link.getAttribute("href"))
        .forEach(target -> assertTrue(target.startsWith("#") || target.startsWith("./"), target));
  }

  @Test
  void shouldShowEachChartWhoseDataExist() {
    ParsedPage page = everything;
    for (String chart : CHARTS) {
      assertTrue(page.byId(chart).isPresent(), chart + " is missing");
    }
  }

  @Test
  void shouldShowNoChartWhoseDataAreMissing() {
    Path run =
        SampleRun.at(folder.resolve("run"))
            .add(Samples.observation(Samples.group(), 0).cost(Samples.cost(900, 1)).ok())
            .written(RunStatus.COMPLETE, null);
    ParsedPage page = ParsedPage.of(run);
    assertTrue(page.byId("ranking1").isPresent());
    assertTrue(page.byId("costs").isPresent());
    for (String chart : CHARTS) {
      assertEquals(chart.equals("costs"), page.byId(chart).isPresent(), chart);
    }
  }

  @Test
  void shouldHaveEveryTimeOfAMarkInTheTableBelowIt() {
    ParsedPage page = everything;
    for (String chart : List.of("pareto", "load", "percentiles", "stalls", "drift")) {
      Element section = page.byId(chart).orElseThrow();
      List<String> cells = ParsedPage.cells(section);
      List<String> told = ParsedPage.told(section);
      assertFalse(told.isEmpty(), chart);
      for (String mark : told) {
        Matcher time = TIME.matcher(mark);
        assertTrue(time.find(), mark);
        assertTrue(cells.contains(time.group()), chart + ": " + mark + " is not in " + cells);
      }
    }
  }

  @Test
  void shouldHaveEveryRatioOfABarInTheTableBelowIt() {
    ParsedPage page = everything;
    Element section = page.byId("costs").orElseThrow();
    List<String> cells = ParsedPage.cells(section);
    List<String> values =
        ParsedPage.within(section, "text")
            .filter(text -> text.getAttribute("class").equals("value"))
            .map(Element::getTextContent)
            .toList();
    assertFalse(values.isEmpty());
    assertTrue(cells.containsAll(values), values + " in " + cells);
  }

  @Test
  void shouldLetNothingFromAFileBecomeMarkup() throws IOException {
    String hostile =
        "\"'></svg></style></script><script>alert(1)</script><img src=x onerror=a>&\u202e";
    Path run =
        SampleRun.at(folder.resolve("run"))
            .commit(hostile, Guarantee.POWER_LOSS, 1, 0, 900, 300_000, 1)
            .add(
                Samples.observation(SampleRun.point(hostile, Guarantee.NOTHING, 64), 0)
                    .arm(hostile)
                    .cost(Samples.cost(900, 1))
                    .latency(Samples.latency(1000))
                    .histogram("../" + hostile)
                    .disturbed(hostile))
            .add(
                Samples.observation(SampleRun.point("b", Guarantee.NOTHING, 64), 0)
                    .skipped(hostile))
            .written(RunStatus.INTERRUPTED, hostile);
    Files.writeString(run.resolve("<img src=x onerror=alert(1)>.txt"), "");
    ParsedPage page = ParsedPage.of(run);
    assertEquals(1, page.all("script").count());
    assertEquals(1, page.all("style").count());
    assertEquals(0, page.all("img").count());
    assertFalse(page.text().contains("\u202e"));
    assertTrue(page.words().contains("<script>alert(1)</script>"), "the name itself is not shown");
  }

  @Test
  void shouldBeTheSameForTheSameFiles() throws IOException {
    Path run = SampleRun.many(folder.resolve("run"), 12);
    Report.write(List.of(run), run.resolve(Report.FILE));
    byte[] first = Files.readAllBytes(run.resolve(Report.FILE));
    Report.write(List.of(run), run.resolve(Report.FILE));
    assertEquals(
        new String(first, StandardCharsets.UTF_8), Files.readString(run.resolve(Report.FILE)));
  }

  @Test
  void shouldStaySmallWithHundredsOfObservations() throws IOException {
    Path run = SampleRun.many(folder.resolve("run"), 300);
    Report.write(List.of(run), run.resolve(Report.FILE));
    assertTrue(Files.size(run.resolve(Report.FILE)) < 1_500_000);
    assertTrue(ParsedPage.of(run).words().contains("300 observations"));
  }

  @Test
  void shouldRankNothingAcrossGuarantees() {
    ParsedPage page = everything;
    List<Element> bodies = ParsedPage.within(page.byId("ranking1").orElseThrow(), "tbody").toList();
    assertEquals(3, bodies.size());
    for (Element body : bodies) {
      assertEquals(
          1,
          ParsedPage.within(body, "td")
              .filter(cell -> cell.getAttribute("class").equals("promised"))
              .map(Element::getTextContent)
              .distinct()
              .count());
    }
  }

  @Test
  void shouldSayOfEachStatusWhy() {
    String words = everything.words();
    for (String said :
        List.of(
            "io_uring is not allowed",
            "EIO at offset 4096",
            "the device became 44 % slower",
            "87 % of the rate was reached",
            "disturbed 1 of 3",
            "observations ran as intended; ")) {
      assertTrue(words.contains(said), said);
    }
  }

  @Test
  void shouldDrawARateThatWasMissedHollow() {
    ParsedPage page = everything;
    List<Element> marks =
        ParsedPage.within(page.byId("load").orElseThrow(), "path")
            .filter(mark -> mark.hasAttribute("data-mark"))
            .toList();
    assertFalse(marks.isEmpty());
    for (Element mark : marks) {
      boolean missed = mark.getTextContent().contains("missed its rate");
      assertEquals(missed, mark.getAttribute("class").contains("hollow"), mark.getTextContent());
    }
    assertTrue(marks.stream().anyMatch(m -> m.getTextContent().contains("missed its rate")));
  }

  @Test
  void shouldReportALoadWithoutARanking() {
    Path run =
        SampleRun.at(folder.resolve("run"))
            .offered("group", Guarantee.POWER_LOSS, 10_000, 20_000)
            .offered("group", Guarantee.POWER_LOSS, 30_000, 20_000)
            .written(RunStatus.COMPLETE, null);
    ParsedPage page = ParsedPage.of(run);
    assertFalse(page.byId("ranking1").isPresent());
    assertFalse(page.byId("pareto").isPresent());
    for (String said :
        List.of(
            "1 variant at 2 offered rates",
            "Each rate was offered once",
            "group at 30,000/s, block 1",
            "group holds 10,000 commits/s with a 99th percentile of 3.20 ms, and misses its rate"
                + " at 30,000/s")) {
      assertTrue(page.words().contains(said), said);
    }
  }

  @Test
  void shouldDrawBothLevelsThatWereFound() {
    ParsedPage page = everything;
    Element section = page.byId("throughput").orElseThrow();
    assertTrue(section.getTextContent().contains("has two levels: 1,900 commits/s, and 1,700"));
    assertTrue(
        ParsedPage.within(section, "path")
            .anyMatch(path -> path.getAttribute("class").equals("level")));
  }

  @Test
  void shouldHaveEveryEffectInTheTableBelowIt() {
    Element section = everything.byId("effects").orElseThrow();
    List<String> cells = ParsedPage.cells(section);
    List<String> told = ParsedPage.told(section);
    assertEquals(6, told.size(), "three effects in two widths");
    for (String effect :
        List.of("+14.8 %", "+9.1 % to +21.3 %", "below to +11.0 %", "improved", "±4 %")) {
      assertTrue(cells.contains(effect), effect + " is not in " + cells);
    }
    assertTrue(told.contains("group, 64 callbacks, commitsPerSecond: +14.8 %, +9.1 % to +21.3 %"));
  }

  @Test
  void shouldSayThatARunWasInterrupted() {
    Path run =
        SampleRun.at(folder.resolve("run"))
            .commit("group", Guarantee.POWER_LOSS, 1, 0, 900, 300_000, 1)
            .written(RunStatus.INTERRUPTED, "stopped by Ctrl-C or a signal");
    String words = ParsedPage.of(run).words();
    assertTrue(words.contains("The run did not come to its end (stopped by Ctrl-C or a signal)"));
    assertTrue(words.contains("The one observation ran as intended."));
  }

  @Test
  void shouldNameWhatIsMissingOrDamaged() throws IOException {
    Path run = SampleRun.everything(folder.resolve("run"));
    Files.delete(run.resolve("environment.json"));
    Files.delete(run.resolve("probe.json"));
    Files.writeString(run.resolve("doctor.json"), "[ {");
    Files.delete(run.resolve("h0.hlog"));
    Path lines = run.resolve("observations.jsonl");
    Files.writeString(lines, Files.readString(lines) + "{\"benchmark\":\"com");
    ParsedPage page = ParsedPage.of(run);
    for (String said :
        List.of(
            "environment.json: no such file",
            "probe.json: no such file",
            "doctor.json, line 1",
            "h0.hlog: no such file",
            "The last line of observations.jsonl was cut off")) {
      assertTrue(page.words().contains(said), said);
    }
    assertTrue(page.byId("pareto").isPresent());
    assertFalse(page.byId("drift").isPresent());
  }

  @Test
  void shouldCutLongNamesInPicturesAndKeepThemInTables() {
    String name = "größe-𝒳-" + "very-long-".repeat(12);
    Path run =
        SampleRun.at(folder.resolve("run"))
            .commit(name, Guarantee.POWER_LOSS, 1, 0, 900, 300_000, 1)
            .written(RunStatus.COMPLETE, null);
    ParsedPage page = ParsedPage.of(run);
    Element section = page.byId("pareto").orElseThrow();
    assertTrue(ParsedPage.cells(section).contains(name));
    ParsedPage.within(section, "text")
        .forEach(text -> assertFalse(text.getTextContent().contains(name)));
  }

  @Test
  void shouldPutTwoRunsOnTheSameAxes() {
    Path slow =
        SampleRun.at(folder.resolve("a"))
            .commit("group", Guarantee.POWER_LOSS, 1, 0, 900, 9_000_000, 1)
            .written(RunStatus.COMPLETE, null);
    Path fast =
        SampleRun.at(folder.resolve("b"))
            .commit("group", Guarantee.POWER_LOSS, 1, 0, 90_000, 9_000, 1)
            .written(RunStatus.COMPLETE, null);
    ParsedPage page = ParsedPage.of(slow, fast);
    for (String chart : List.of("pareto", "percentiles", "costs")) {
      List<List<String>> ticks =
          ParsedPage.within(page.byId(chart).orElseThrow(), "svg")
              .map(picture ->
                  ParsedPage.within(picture, "text")
                      .filter(text -> text.getAttribute("class").equals("tick"))
                      .map(Element::getTextContent)
                      .toList())
              .toList();
      assertEquals(4, ticks.size(), "two widths of two runs");
      assertEquals(ticks.get(0), ticks.get(2), chart);
      assertEquals(ticks.get(1), ticks.get(3), chart);
    }
    assertTrue(page.byId("differences").isPresent());
  }
}
