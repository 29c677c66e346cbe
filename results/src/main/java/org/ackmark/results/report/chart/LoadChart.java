package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Status;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Scale;

/** What response time becomes as the offered rate rises, and from where on it is not held. */
public final class LoadChart implements Chart<LoadChart.Data> {
  private static final double PANEL_GAP = 24;

  /** Rates further apart than that stand on a logarithmic axis. */
  private static final double WIDE = 12;

  private final Looks looks;

  /** In those looks. */
  public LoadChart(Looks looks) {
    this.looks = looks;
  }

  /** One offered rate; times are null where they are not known. */
  record Step(
      double rate,
      Double achieved,
      Double p50Ns,
      Double p99Ns,
      Double p999Ns,
      Double maxNs,
      Status status) {
    boolean held() {
      return status == Status.OK || status == Status.DISTURBED;
    }
  }

  /** One variant, its rates rising. */
  record Sweep(String name, String title, Guarantee guarantee, List<Step> steps) {
    Optional<Step> highestHeld() {
      return steps.stream().filter(Step::held).reduce((_, later) -> later);
    }

    Optional<Step> firstMissed() {
      return steps.stream().filter(step -> step.status == Status.MISSED).findFirst();
    }
  }

  /** One sweep for each variant and setting, strongest guarantee first. */
  public record Data(List<Sweep> sweeps) {
    Stream<Step> steps() {
      return sweeps.stream().flatMap(sweep -> sweep.steps.stream());
    }
  }

  @Override
  public String id() {
    return "load";
  }

  @Override
  public String heading() {
    return "Response time under an offered rate";
  }

  @Override
  public String reading() {
    return "Each mark is one offered rate, right is more; times run from the intended start, so a"
        + " late start counts. Where the lines bend up, the log has no room left. Hollow: the rate"
        + " was not held.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    SortedMap<String, List<Measured>> groups = new TreeMap<>();
    run.leftAlone().stream()
        .filter(point -> point.offered() && point.offeredPerSecond() > 0)
        .filter(point -> point.summary().measured())
        .forEach(p -> groups.computeIfAbsent(key(p), _ -> new ArrayList<>()).add(p));
    List<Sweep> sweeps =
        groups.values().stream()
            .map(points -> sweep(points, groups.size() > 1))
            .filter(sweep -> sweep.steps.stream().anyMatch(step -> step.p99Ns != null))
            .sorted(
                Comparator.comparing(Sweep::guarantee, Comparator.reverseOrder())
                    .thenComparing(Sweep::title))
            .toList();
    return sweeps.isEmpty() ? Optional.empty() : Optional.of(new Data(sweeps));
  }

  private static String key(Measured measured) {
    Point p = measured.point();
    return String.join(
        "\n", measured.name(), Words.load(p), Words.size(p.recordBytes()), settings(p).toString());
  }

  private static Parameters settings(Point point) {
    SortedMap<String, Object> others = new TreeMap<>(point.params().values());
    others.remove(Measured.OFFERED_RATE);
    return Parameters.of(others);
  }

  private static Sweep sweep(List<Measured> points, boolean several) {
    Measured first = points.getFirst();
    Object arrival = first.point().params().value("arrival").orElse("");
    String detail =
        Stream.of(arrival.toString(), "records of " + Words.size(first.point().recordBytes()))
            .filter(part -> !part.isEmpty())
            .reduce((a, b) -> a + ", " + b)
            .orElse("");
    List<Step> steps =
        points.stream()
            .map(LoadChart::step)
            .sorted(Comparator.comparingDouble(Step::rate))
            .toList();
    return new Sweep(
        first.name(),
        several ? first.name() + " · " + detail : first.name(),
        first.point().guarantee(),
        steps);
  }

  private static Step step(Measured measured) {
    Map<String, Double> metrics = measured.summary().metrics();
    boolean missed = measured.count(Status.MISSED) > 0;
    return new Step(
        measured.offeredPerSecond(),
        metrics.get("achievedPerSecond"),
        metrics.get("responseP50Ns"),
        metrics.get("responseP99Ns"),
        metrics.get("responseP999Ns"),
        metrics.get("responseMaxNs"),
        missed ? Status.MISSED : measured.summary().worst());
  }

  @Override
  public String message(Data data) {
    Sweep best =
        data.sweeps.stream()
            .filter(sweep -> sweep.guarantee == data.sweeps.getFirst().guarantee)
            .max(Comparator.comparingDouble(s -> s.highestHeld().map(Step::rate).orElse(0.0)))
            .orElseThrow();
    String missed =
        best.firstMissed()
            .map(step -> "misses its rate at " + Words.rate(step.rate) + "/s")
            .orElse("");
    return best.highestHeld()
        .map(held ->
            "%s holds %s commits/s with a 99th percentile of %s%s"
                .formatted(
                    best.name,
                    Words.rate(held.rate),
                    Words.time(held.p99Ns),
                    missed.isEmpty() ? "" : ", and " + missed))
        .orElse(best.name + " " + missed);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of(
            "variant",
            "guarantee",
            "offered/s",
            "achieved/s",
            "p50",
            "p99",
            "p99.9",
            "longest",
            "status");
    for (Sweep sweep : data.sweeps) {
      for (Step step : sweep.steps) {
        table.row(
            sweep.title,
            sweep.guarantee.label(),
            Words.rate(step.rate),
            Words.rate(step.achieved),
            Words.time(step.p50Ns),
            Words.time(step.p99Ns),
            Words.time(step.p999Ns),
            Words.time(step.maxNs),
            Words.status(step.status));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    double least = all.stream().flatMap(Data::steps).mapToDouble(Step::rate).min().orElse(1);
    double greatest = all.stream().flatMap(Data::steps).mapToDouble(Step::rate).max().orElse(1);
    Scale rates =
        greatest > WIDE * least
            ? LogScale.around(all.stream().flatMap(Data::steps).mapToDouble(Step::rate))
            : LinearScale.upTo(greatest);
    LogScale times =
        LogScale.around(
            all.stream()
                .flatMap(Data::steps)
                .flatMap(step -> Stream.of(step.p50Ns, step.p99Ns, step.p999Ns))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue));
    LoadPanel panel = new LoadPanel(looks, rates, times);
    int columns = canvas.broad() ? Math.min(2, data.sweeps.size()) : 1;
    double width = (canvas.width() - PANEL_GAP * (columns - 1)) / columns;
    int rows = (data.sweeps.size() + columns - 1) / columns;
    Drawing drawing = canvas.drawing(rows * LoadPanel.HEIGHT, message(data), reading());
    for (int i = 0; i < data.sweeps.size(); i++) {
      double left = (i % columns) * (width + PANEL_GAP);
      int row = i / columns;
      drawing.add(panel.draw(data.sweeps.get(i), left, row * LoadPanel.HEIGHT, width));
    }
    return drawing;
  }
}
