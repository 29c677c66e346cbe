package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.LogScale;

/** What each guarantee costs: latency across, guarantees as bands, throughput as area. */
public final class ParetoChart implements Chart<ParetoChart.Data> {
  private static final double PANEL_GAP = 28;

  private final Looks looks;

  /** In those looks. */
  public ParetoChart(Looks looks) {
    this.looks = looks;
  }

  /**
   * One variant under one load.
   *
   * @param name the variant
   * @param guarantee what it promises
   * @param p99Ns 99 in 100 commits take no longer
   * @param perSecond commits
   * @param doubtful whether it did not run as intended
   */
  record Spot(String name, Guarantee guarantee, double p99Ns, double perSecond, boolean doubtful) {}

  /** A variant that has no 99th percentile. */
  record Missing(String name, Guarantee guarantee) {}

  /** The variants under one load, strongest guarantee first, then the shortest time. */
  record Panel(String title, String load, List<Spot> spots, List<Missing> missing) {
    /** The best of each guarantee that no stronger one beats. */
    List<Spot> frontier() {
      List<Spot> frontier = new ArrayList<>();
      for (Guarantee guarantee : guarantees()) {
        of(guarantee).stream()
            .findFirst()
            .filter(best -> frontier.isEmpty() || best.p99Ns < frontier.getLast().p99Ns)
            .ifPresent(frontier::add);
      }
      return frontier;
    }

    /** The guarantees in it, the strongest first. */
    List<Guarantee> guarantees() {
      return Stream.concat(
              spots.stream().map(Spot::guarantee), missing.stream().map(Missing::guarantee))
          .distinct()
          .sorted(Comparator.reverseOrder())
          .toList();
    }

    List<Spot> of(Guarantee guarantee) {
      return spots.stream().filter(spot -> spot.guarantee == guarantee).toList();
    }

    List<String> without(Guarantee guarantee) {
      return missing.stream()
          .filter(missed -> missed.guarantee == guarantee)
          .map(Missing::name)
          .toList();
    }
  }

  /** Panels by load. */
  public record Data(List<Panel> panels) {}

  @Override
  public String id() {
    return "pareto";
  }

  @Override
  public String heading() {
    return "Cost against guarantee";
  }

  @Override
  public String reading() {
    return "Further left is faster, higher survives more; the area of a mark is its throughput. The"
        + " line joins the fastest of each guarantee that no stronger one beats. Hollow: did not"
        + " run as intended.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    Map<Bench, List<Measured>> groups = Bench.groups(run.ofSingleLogs());
    List<Panel> panels = new ArrayList<>();
    groups.forEach((bench, points) -> {
      List<Spot> spots = points.stream().flatMap(ParetoChart::spot).sorted(order()).toList();
      if (!spots.isEmpty()) {
        panels.add(new Panel(bench.among(groups.keySet()), bench.load(), spots, missing(points)));
      }
    });
    return panels.isEmpty() ? Optional.empty() : Optional.of(new Data(panels));
  }

  private static Comparator<Spot> order() {
    return Comparator.comparing(Spot::guarantee, Comparator.reverseOrder())
        .thenComparingDouble(Spot::p99Ns)
        .thenComparing(Spot::name);
  }

  private static Stream<Spot> spot(Measured measured) {
    Long p99Ns = measured.summary().latency().p99Ns();
    Double perSecond = measured.summary().cost().commitsPerSecond();
    return p99Ns == null || perSecond == null
        ? Stream.empty()
        : Stream.of(
            new Spot(
                measured.name(),
                measured.point().guarantee(),
                Math.max(1, p99Ns),
                perSecond,
                measured.summary().doubtful()));
  }

  private static List<Missing> missing(List<Measured> points) {
    return points.stream()
        .filter(p -> p.summary().cost().commitsPerSecond() != null)
        .filter(p -> p.summary().latency().p99Ns() == null)
        .map(p -> new Missing(p.name(), p.point().guarantee()))
        .toList();
  }

  @Override
  public String message(Data data) {
    Panel panel = data.panels.getFirst();
    for (Panel later : data.panels) {
      panel = later.frontier().size() >= panel.frontier().size() ? later : panel;
    }
    List<Spot> frontier = panel.frontier();
    Spot first = frontier.getFirst();
    String message =
        "With %s, surviving %s costs %s at the 99th percentile (%s)"
            .formatted(
                panel.load, Words.survived(first.guarantee), Words.time(first.p99Ns), first.name);
    if (frontier.size() == 1) {
      return message;
    }
    Spot second = frontier.get(1);
    return message
        + ", surviving %s %s (%s)"
            .formatted(Words.survived(second.guarantee), Words.time(second.p99Ns), second.name);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of("variant", "load", "guarantee", "p99", "commits/s", "on the line");
    for (Panel panel : data.panels) {
      List<Spot> frontier = panel.frontier();
      for (Spot spot : panel.spots) {
        table.row(
            spot.name,
            panel.title,
            spot.guarantee.label(),
            Words.time(spot.p99Ns),
            Words.rate(spot.perSecond),
            frontier.contains(spot) ? "yes" : "");
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    List<Spot> spots =
        all.stream().flatMap(d -> d.panels.stream()).flatMap(p -> p.spots.stream()).toList();
    LogScale times = LogScale.around(spots.stream().mapToDouble(Spot::p99Ns));
    double greatest = spots.stream().mapToDouble(Spot::perSecond).max().orElse(1);
    ParetoPanel panel = new ParetoPanel(looks, times, greatest);
    int columns = canvas.broad() && data.panels.size() > 1 ? 2 : 1;
    double width = (canvas.width() - PANEL_GAP * (columns - 1)) / columns;
    List<Double> tops = new ArrayList<>();
    double height = 0;
    for (int i = 0; i < data.panels.size(); i += columns) {
      tops.add(height);
      List<Panel> row = data.panels.subList(i, Math.min(i + columns, data.panels.size()));
      height += row.stream().mapToDouble(ParetoPanel::height).max().orElse(0);
    }
    Drawing drawing = canvas.drawing(height, message(data), reading());
    for (int i = 0; i < data.panels.size(); i++) {
      double left = (i % columns) * (width + PANEL_GAP);
      drawing.add(panel.draw(data.panels.get(i), left, tops.get(i / columns), width));
    }
    return drawing;
  }
}
