package org.ackmark.results.report.page;

import java.util.List;
import java.util.Optional;
import org.ackmark.results.report.chart.Canvas;
import org.ackmark.results.report.chart.Chart;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** One chart of all runs of a report. */
final class ChartSection {
  private static final double BROAD = 1040;
  private static final double HALF = 510;
  private static final double NARROW = 360;

  private ChartSection() {}

  /** The chart where at least one run has the data for it. */
  static <D> Optional<Element> of(Chart<D> chart, List<RunView> runs) {
    List<Optional<D>> data = runs.stream().map(chart::data).toList();
    List<D> all = data.stream().flatMap(Optional::stream).toList();
    if (all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        runs.size() == 1 ? single(chart, all.getFirst()) : pair(chart, runs, data, all));
  }

  private static <D> Element single(Chart<D> chart, D data) {
    Element figure =
        Element.of("figure")
            .add(drawn(chart, data, List.of(data), chart.id() + "-b", BROAD, "broad"))
            .add(drawn(chart, data, List.of(data), chart.id() + "-n", NARROW, "narrow"))
            .add(Html.text("figcaption", (chart.reading() + " " + chart.remark(data)).strip()));
    return Html.section(chart.id(), chart.heading(), chart.message(data))
        .add(figure)
        .add(numbers(chart, data));
  }

  private static <D> Element pair(
      Chart<D> chart, List<RunView> runs, List<Optional<D>> data, List<D> all) {
    Element columns = Element.of("div", "pair");
    for (int i = 0; i < runs.size(); i++) {
      columns.add(side(chart, runs.get(i), data.get(i), all, chart.id() + i));
    }
    return Html.section(chart.id(), "Side by side", chart.heading())
        .add(Html.text("p", "quiet", chart.reading()))
        .add(columns);
  }

  private static <D> Element side(
      Chart<D> chart, RunView run, Optional<D> data, List<D> all, String id) {
    Element side = Element.of("div").add(Html.text("h3", run.run().id()));
    if (data.isEmpty()) {
      return side.add(Html.text("p", "quiet", "This run has no data for it."));
    }
    D own = data.get();
    return side.add(Html.text("p", "message", chart.message(own)))
        .add(
            Element.of("figure")
                .add(drawn(chart, own, all, id + "-b", HALF, "broad"))
                .add(drawn(chart, own, all, id + "-n", NARROW, "narrow"))
                .add(Html.text("figcaption", "unseen", chart.heading())))
        .add(Html.text("p", "quiet", chart.remark(own)))
        .add(numbers(chart, own));
  }

  private static <D> Element drawn(
      Chart<D> chart, D data, List<D> all, String id, double width, String cssClass) {
    return Element.of("div", "drawn " + cssClass)
        .add(chart.draw(data, all, new Canvas(id, width)).element());
  }

  private static <D> Element numbers(Chart<D> chart, D data) {
    Element table = Html.table(chart.table(data), chart.heading());
    return Html.folded("The numbers", Html.scrolling("Numbers: " + chart.heading(), table));
  }
}
