package org.ackmark.results.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.report.chart.Chart;
import org.ackmark.results.report.chart.Charts;
import org.ackmark.results.report.chart.Looks;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** The whole page of one run, or of two side by side. Equal runs give an equal page. */
public final class Page {
  private final List<RunView> runs;
  private final Path file;
  private final Looks looks;

  /** A page of those runs; links lead from that file. */
  public Page(List<RunView> runs, Path file) {
    this.runs = List.copyOf(runs);
    this.file = file;
    this.looks = new Looks(this.runs);
  }

  /** The page as text. */
  public String render() {
    return "<!DOCTYPE html>\n"
        + Element.of("html").with("lang", "en").add(head()).add(body()).render()
        + "\n";
  }

  private Element head() {
    return Element.of("head")
        .add(Element.of("meta").with("charset", "utf-8"))
        .add(meta("viewport", "width=device-width, initial-scale=1"))
        .add(meta("color-scheme", "light dark"))
        .add(meta("generator", "ackmark " + runs.getFirst().run().toolVersion()))
        .add(
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", Assets.policy()))
        .add(Html.text("title", title()))
        .add(Element.of("style").text(Assets.styleSheet()));
  }

  private static Element meta(String name, String content) {
    return Element.of("meta").with("name", name).with("content", content);
  }

  private String title() {
    return "Ackmark: " + String.join(" and ", runs.stream().map(run -> run.run().id()).toList());
  }

  private Element body() {
    List<Element> sections = sections();
    return Element.of("body")
        .add(Html.link("#main", "Skip to the results").with("class", "skip"))
        .add(header())
        .add(Element.of("main").with("id", "main").add(sections))
        .add(footer())
        .add(Html.text("div", "tip", "").with("role", "status").with("aria-live", "polite"))
        .add(Element.of("script").text(Assets.script()));
  }

  private Element header() {
    Element header = Element.of("header");
    header.add(
        Element.of("p", "brand")
            .add(Html.text("span", "Ackmark"))
            .add(Element.of("span", "tools")));
    if (runs.size() == 1) {
      RunView run = runs.getFirst();
      header.add(Html.text("h1", "What an acknowledged write costs here"));
      header.add(Html.text("p", "subtitle", run.run().id()));
      header.add(Masthead.verdict(run)).add(Masthead.place(run));
      return header.add(warnings(run));
    }
    header.add(Html.text("h1", "Two runs side by side"));
    Element pair = Element.of("div", "pair");
    for (RunView run : runs) {
      Element side = Element.of("div").add(Html.text("h2", "side", run.run().id()));
      pair.add(side.add(Masthead.verdict(run)).add(Masthead.place(run)).add(warnings(run)));
    }
    return header.add(pair);
  }

  private static Element warnings(RunView run) {
    Element warnings = Masthead.warnings(run);
    return warnings.empty()
        ? Html.text("p", "quiet", "The doctor found nothing to warn of.")
        : Element.of("div", "doctor").add(Html.text("h3", "The doctor warns")).add(warnings);
  }

  private List<Element> sections() {
    List<Element> sections = new ArrayList<>();
    if (runs.size() == 2) {
      sections.add(Differences.section(runs.getFirst(), runs.getLast()));
    }
    sections.addAll(runs.size() == 1 ? rankings() : pairOfRankings());
    for (Chart<?> chart : Charts.of(runs)) {
      ChartSection.of(chart, runs).ifPresent(sections::add);
    }
    if (runs.size() == 1) {
      Marks.section(runs.getFirst()).ifPresent(sections::add);
    }
    sections.add(Guide.section());
    return sections;
  }

  private List<Element> rankings() {
    List<Element> sections = new ArrayList<>();
    RunView run = runs.getFirst();
    List<Ranking> rankings = Ranking.of(run);
    for (int i = 0; i < rankings.size(); i++) {
      String id = "ranking" + (i + 1);
      sections.add(
          Html.section(id, "Ranked within each guarantee", rankings.get(i).message())
              .add(new RankedTable(rankings.get(i), looks, id, false).element()));
    }
    return sections;
  }

  private List<Element> pairOfRankings() {
    Element pair = Element.of("div", "pair");
    for (int i = 0; i < runs.size(); i++) {
      Element side = Element.of("div").add(Html.text("h3", runs.get(i).run().id()));
      List<Ranking> rankings = Ranking.of(runs.get(i));
      for (int j = 0; j < rankings.size(); j++) {
        side.add(Html.text("p", "message", rankings.get(j).message()));
        side.add(new RankedTable(rankings.get(j), looks, "ranking" + i + "-" + j, true).element());
      }
      pair.add(side.add(Marks.list(runs.get(i))));
    }
    return List.of(
        Html.section("ranking", "Side by side", "Ranked within each guarantee").add(pair));
  }

  private Element footer() {
    Provenance provenance = new Provenance(file);
    Element footer = Element.of("footer").add(Html.text("h2", "Where this comes from"));
    if (runs.size() == 1) {
      return footer.add(provenance.of(runs.getFirst()));
    }
    Element pair = Element.of("div", "pair");
    runs.forEach(run -> pair.add(provenance.of(run)));
    return footer.add(pair);
  }
}
