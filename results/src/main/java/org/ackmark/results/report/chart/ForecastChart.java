package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ackmark.results.Replication;
import org.ackmark.results.Status;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.summary.Summary;

/** What commits took against what the nodes, each alone, let one foresee. */
public final class ForecastChart implements Chart<ForecastChart.Data> {
  /** What differs by less than this factor is called as foreseen. */
  private static final double AS_FORESEEN = 1.1;

  /** A quantile, measured and predicted; null where it is not known. */
  record Pair(String name, Double measuredNs, Double predictedNs) {
    boolean known() {
      return measuredNs != null && predictedNs != null;
    }

    /** How many times the prediction it took. */
    double factor() {
      return measuredNs / predictedNs;
    }

    String times() {
      return known() ? Words.times(factor()) + "×" : Words.NONE;
    }
  }

  /** The parts of a predicted median; null where they are not known. */
  record Parts(Double networkNs, Double syncNs) {
    boolean known() {
      return networkNs != null && syncNs != null && networkNs + syncNs > 0;
    }

    double networkShare() {
      return networkNs / (networkNs + syncNs);
    }
  }

  /** One quorum at one level. */
  record Row(Replication quorum, boolean doubtful, Pair p50, Pair p99, Parts parts) {
    static Row of(Measured measured) {
      Summary summary = measured.summary();
      return new Row(
          Quorums.of(measured),
          summary.worst() != Status.OK,
          new Pair("p50", number(summary.latency().p50Ns()), metric(summary, "predictedP50Ns")),
          new Pair("p99", number(summary.latency().p99Ns()), metric(summary, "predictedP99Ns")),
          new Parts(metric(summary, "networkP50Ns"), metric(summary, "syncP50Ns")));
    }

    private static Double metric(Summary summary, String name) {
      Double value = summary.metrics().get(name);
      return value != null && value >= 0 ? value : null;
    }

    private static Double number(Long value) {
      return value == null ? null : Double.valueOf(value);
    }

    boolean known() {
      return p50.known() && p50.predictedNs > 0;
    }

    List<Pair> pairs() {
      return Stream.of(p50, p99).filter(Pair::known).filter(p -> p.predictedNs > 0).toList();
    }

    String answers() {
      return Quorums.reads(quorum) + Quorums.answers(quorum);
    }

    String label() {
      return answers() + " " + quorum.level();
    }
  }

  /** Quorums under the same work and load. */
  record Group(String title, List<Row> rows) {}

  /** The groups of a run. */
  public record Data(List<Group> groups) {
    Stream<Row> rows() {
      return groups.stream().flatMap(group -> group.rows.stream());
    }
  }

  @Override
  public String id() {
    return "forecast";
  }

  @Override
  public String heading() {
    return "Was it foreseen?";
  }

  @Override
  public String reading() {
    return "W of N replicas have to answer. Hollow: what the W-th fastest of the nodes takes for"
        + " round trip and sync, each looked at alone, all at the same time. Filled: what commits"
        + " took. The bar between them is what queueing adds, and the figure beside it how many"
        + " times the prediction that makes; a broken line means faster than predicted. The small"
        + " bar splits the predicted median into network (left, pale) and sync (right, strong).";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Measured> known =
        run.leftAlone().stream()
            .filter(point -> point.replicated() && Row.of(point).known())
            .toList();
    List<Group> groups = new ArrayList<>();
    Quorums.groups(known)
        .forEach(
            (title, points) -> groups.add(new Group(title, points.stream().map(Row::of).toList())));
    return groups.isEmpty() ? Optional.empty() : Optional.of(new Data(groups));
  }

  @Override
  public String message(Data data) {
    Comparator<Row> byFactor = Comparator.comparingDouble(row -> row.p50.factor());
    Row most = data.rows().max(byFactor).orElseThrow();
    Row least = data.rows().min(byFactor).orElseThrow();
    double greatest = most.p50.factor();
    double smallest = least.p50.factor();
    if (greatest < AS_FORESEEN) {
      return smallest > 1 / AS_FORESEEN
          ? "Half of the commits took what the nodes alone take, within 10 %: hardly any queue"
          : String.format(
              Locale.ROOT,
              "No queue: half of the commits took as little as %.0f %% of what the nodes alone take"
                  + " (%s)",
              100 * smallest,
              least.label());
    }
    String times =
        Words.times(smallest).equals(Words.times(greatest))
            ? Words.times(greatest)
            : Words.times(smallest) + " to " + Words.times(greatest);
    String where = data.rows().count() == 1 ? "" : " (most: " + most.label() + ")";
    return "Half of the commits took %s times what the nodes alone take%s: the rest is queueing"
        .formatted(times, where);
  }

  @Override
  public String remark(Data data) {
    return data.rows().anyMatch(Row::doubtful) ? "~ did not all run as intended." : "";
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of(
            "what",
            "W of N",
            "level",
            "p50",
            "predicted p50",
            "times",
            "p99",
            "predicted p99",
            "times",
            "network",
            "sync");
    for (Group group : data.groups) {
      for (Row row : group.rows) {
        table.row(
            group.title,
            row.answers(),
            row.quorum.level(),
            Words.time(row.p50.measuredNs),
            Words.time(row.p50.predictedNs),
            row.p50.times(),
            Words.time(row.p99.measuredNs),
            Words.time(row.p99.predictedNs),
            row.p99.times(),
            Words.time(row.parts.networkNs),
            Words.time(row.parts.syncNs));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    LogScale scale =
        LogScale.around(
            all.stream()
                .flatMap(Data::rows)
                .flatMap(row -> row.pairs().stream())
                .flatMapToDouble(p -> DoubleStream.of(p.measuredNs, p.predictedNs)));
    ForecastPanel panel =
        new ForecastPanel(scale, canvas, data.rows().anyMatch(r -> r.parts.known()));
    boolean titled = data.groups.size() > 1;
    double height = ForecastPanel.KEY;
    for (Group group : data.groups) {
      height += panel.height(group, titled);
    }
    Drawing drawing = canvas.drawing(height, message(data), reading());
    drawing.add(panel.key());
    double top = ForecastPanel.KEY;
    for (Group group : data.groups) {
      drawing.add(panel.draw(group, titled, top));
      top += panel.height(group, titled);
    }
    return drawing;
  }
}
