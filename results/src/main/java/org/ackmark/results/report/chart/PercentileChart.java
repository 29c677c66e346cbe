package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Status;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.report.model.Distribution;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;

/** How long the slow commits take: percentiles on an axis where each nine has the same room. */
public final class PercentileChart implements Chart<PercentileChart.Data> {
  private final Looks looks;

  /** In those looks. */
  public PercentileChart(Looks looks) {
    this.looks = looks;
  }

  /** One distribution of one variant. */
  record Curve(
      String name, String load, Timing timing, Distribution distribution, boolean doubtful) {
    /** How many medians one in that many takes; 0 where it is not known. */
    double tail(double oneIn) {
      OptionalDouble ns = distribution.nsOf(oneIn);
      return ns.isEmpty() ? 0 : ns.getAsDouble() / distribution.steps().getFirst().ns();
    }

    String told(double oneIn) {
      return "%s, %s: %s within %s"
          .formatted(name, timing.label(), PercentileChart.share(oneIn), Words.time(ns(oneIn)));
    }

    Double ns(double oneIn) {
      OptionalDouble ns = distribution.nsOf(oneIn);
      return ns.isEmpty() ? null : ns.getAsDouble();
    }
  }

  /** The curves of one guarantee under one load. */
  record Panel(String title, Guarantee guarantee, List<Curve> curves) {}

  /** Panels; those of one load stand beside each other. */
  public record Data(List<Panel> panels) {
    List<Curve> curves() {
      return panels.stream().flatMap(panel -> panel.curves.stream()).toList();
    }

    List<String> titles() {
      return panels.stream().map(Panel::title).distinct().toList();
    }

    List<Guarantee> guarantees() {
      return panels.stream()
          .map(Panel::guarantee)
          .distinct()
          .sorted(Comparator.reverseOrder())
          .toList();
    }
  }

  @Override
  public String id() {
    return "percentiles";
  }

  @Override
  public String heading() {
    return "The slow commits";
  }

  @Override
  public String reading() {
    return "To the right, ever rarer commits; up, ever longer ones. A flat line is a promise kept."
        + " A line ends where fewer than ten commits lie beyond. Times of all blocks together.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Panel> panels = new ArrayList<>();
    Map<Bench, List<Measured>> groups = Bench.groups(run.ofSingleLogs());
    groups.forEach((bench, points) -> panels.addAll(panels(bench.among(groups.keySet()), points)));
    panels.addAll(panels("highest offered rate that was held", highestHeld(run)));
    return panels.isEmpty() ? Optional.empty() : Optional.of(new Data(panels));
  }

  private static List<Panel> panels(String title, List<Measured> points) {
    Map<Guarantee, List<Curve>> curves = new LinkedHashMap<>();
    for (Guarantee guarantee : List.of(Guarantee.values()).reversed()) {
      points.stream()
          .filter(point -> point.point().guarantee() == guarantee)
          .flatMap(point -> curves(point).stream())
          .forEach(c -> curves.computeIfAbsent(guarantee, _ -> new ArrayList<>()).add(c));
    }
    return curves.entrySet().stream()
        .map(e -> new Panel(title, e.getKey(), List.copyOf(e.getValue())))
        .toList();
  }

  private static List<Curve> curves(Measured measured) {
    List<Curve> curves = new ArrayList<>();
    for (Timing timing : Timing.values()) {
      measured
          .distribution(timing)
          .map(d ->
              new Curve(
                  measured.name(),
                  Words.load(measured.point()),
                  timing,
                  d,
                  measured.summary().doubtful()))
          .ifPresent(curves::add);
    }
    return curves;
  }

  private static List<Measured> highestHeld(RunView run) {
    Map<String, Measured> highest = new LinkedHashMap<>();
    for (Measured point : run.leftAlone()) {
      if (point.offered() && point.summary().worst() == Status.OK) {
        highest.merge(
            point.name(), point, (a, b) -> a.offeredPerSecond() >= b.offeredPerSecond() ? a : b);
      }
    }
    return List.copyOf(highest.values());
  }

  @Override
  public String message(Data data) {
    Guarantee strongest = data.guarantees().getFirst();
    List<Curve> curves =
        data.panels.stream()
            .filter(panel -> panel.guarantee == strongest)
            .flatMap(panel -> panel.curves.stream())
            .toList();
    double oneIn = curves.stream().anyMatch(curve -> curve.tail(1000) > 0) ? 1000 : 100;
    Curve longest =
        curves.stream().max(Comparator.comparingDouble(curve -> curve.tail(oneIn))).orElseThrow();
    if (longest.tail(oneIn) == 0) {
      return "There are too few commits to tell how long the slow ones take";
    }
    return ("Of what survives %s, %s with %s has the longest tail: 1 commit in %s takes %s, %s"
            + " times its median")
        .formatted(
            Words.survived(strongest),
            longest.name,
            longest.load,
            oneIn == 1000 ? "1,000" : "100",
            Words.time(longest.ns(oneIn)),
            Words.times(longest.tail(oneIn)));
  }

  @Override
  public String remark(Data data) {
    return data.curves().stream().anyMatch(curve -> curve.timing == Timing.RESPONSE)
        ? "Dashed: from the submit. Solid: from the intended start."
        : "";
  }

  /** A percentile in words. */
  static String share(double oneIn) {
    return nine(oneIn) + " %";
  }

  /** The same without its unit, for an axis. */
  static String nine(double oneIn) {
    return Words.plain(100 - 100 / oneIn);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of(
            "variant",
            "load",
            "guarantee",
            "from",
            "50 %",
            "90 %",
            "99 %",
            "99.9 %",
            "99.99 %",
            "longest",
            "commits");
    for (Panel panel : data.panels) {
      for (Curve curve : panel.curves) {
        table.row(
            curve.name,
            curve.load,
            panel.guarantee.label(),
            curve.timing == Timing.SERVICE ? "submit" : "intended start",
            Words.time(curve.ns(Distribution.MEDIAN)),
            Words.time(curve.ns(10)),
            Words.time(curve.ns(100)),
            Words.time(curve.ns(1000)),
            Words.time(curve.ns(10_000)),
            Words.time(curve.distribution.maxNs()),
            String.format(Locale.ROOT, "%,d", curve.distribution.count()));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    return new PercentileDrawing(looks, data, all, canvas).draw(message(data), reading());
  }
}
