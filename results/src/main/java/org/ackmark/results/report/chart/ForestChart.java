package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ackmark.results.Point;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.LinearScale;

/** What a candidate changes: effects with their intervals, and the margin that does not matter. */
public final class ForestChart implements Chart<ForestChart.Data> {
  /** Beyond that many percent an interval is drawn to the edge. */
  private static final double MOST_PERCENT = 100;

  /**
   * One effect, turned so that more is better.
   *
   * @param name variant and load
   * @param effect as it was judged
   * @param control whether it is of the base against itself
   */
  record Row(String name, Effect effect, boolean control) {
    private double turned(double percent) {
      return effect.higherIsBetter() ? percent : -percent;
    }

    double estimate() {
      return turned(effect.effectPercent());
    }

    /** The worse end; null where it is unbounded. */
    Double worse() {
      Double end = effect.higherIsBetter() ? effect.lowPercent() : effect.highPercent();
      return end == null ? null : Double.valueOf(turned(end));
    }

    /** The better end; null where it is unbounded. */
    Double better() {
      Double end = effect.higherIsBetter() ? effect.highPercent() : effect.lowPercent();
      return end == null ? null : Double.valueOf(turned(end));
    }

    String verdict() {
      return effect.verdict() == null ? "" : effect.verdict().name().toLowerCase(Locale.ROOT);
    }

    String told() {
      return "%s, %s: %s, %s".formatted(name, effect.metric(), percent(), interval());
    }

    String percent() {
      return ForestChart.percent(effect.effectPercent());
    }

    String interval() {
      String low = effect.lowPercent() == null ? "below" : ForestChart.percent(effect.lowPercent());
      String high =
          effect.highPercent() == null ? "above" : ForestChart.percent(effect.highPercent());
      return low + " to " + high;
    }
  }

  /** One candidate against its base, what was judged first. */
  record Panel(String title, String conclusion, List<Row> rows) {}

  /** One panel for each comparison of the run. */
  public record Data(List<Panel> panels) {
    Stream<Row> rows() {
      return panels.stream().flatMap(panel -> panel.rows.stream());
    }
  }

  static String percent(double percent) {
    return String.format(Locale.ROOT, "%+.1f %%", percent);
  }

  @Override
  public String id() {
    return "effects";
  }

  @Override
  public String heading() {
    return "What the candidate changes";
  }

  @Override
  public String reading() {
    return "Right is better, whatever the metric. A square is the estimate over the blocks, its"
        + " line the 95 % interval, the grey band the change that does not matter, the small"
        + " ticks the least change that would be found. Bold: the declared metric, which"
        + " alone is judged. Hollow: not judged, or the base against itself.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Panel> panels =
        run.comparisons().stream()
            .map(ForestChart::panel)
            .filter(panel -> !panel.rows.isEmpty())
            .toList();
    return panels.isEmpty() ? Optional.empty() : Optional.of(new Data(panels));
  }

  private static Panel panel(Comparison comparison) {
    List<Row> rows = new ArrayList<>();
    comparison.effects().stream()
        .sorted(Comparator.comparing(effect -> !effect.primary()))
        .forEach(effect -> rows.add(row(effect, false)));
    comparison.controls().forEach(effect -> rows.add(row(effect, true)));
    String conclusion =
        comparison.noVerdict() != null
            ? "no verdict: " + comparison.noVerdict()
            : comparison.verdict().name().toLowerCase(Locale.ROOT);
    String title =
        "%s against %s".formatted(comparison.candidate().name(), comparison.base().name());
    return new Panel(
        title, conclusion, rows.stream().filter(r -> r.effect.effectPercent() != null).toList());
  }

  private static Row row(Effect effect, boolean control) {
    Point point = effect.point();
    String name = Measured.named(point) + ", " + Words.load(point);
    return new Row(control ? name + " (control)" : name, effect, control);
  }

  @Override
  public String message(Data data) {
    List<Row> judged =
        data.rows().filter(row -> row.effect.verdict() != null && !row.control).toList();
    if (judged.isEmpty()) {
      return Words.sentence(data.panels.getFirst().conclusion);
    }
    for (Verdict verdict : List.of(Verdict.REGRESSED, Verdict.IMPROVED)) {
      List<Row> found = judged.stream().filter(row -> row.effect.verdict() == verdict).toList();
      if (!found.isEmpty()) {
        Row first = found.getFirst();
        return "%d of %d %s: %s, %s %s (%s)"
            .formatted(
                found.size(),
                judged.size(),
                first.verdict(),
                first.name,
                first.effect.metric(),
                first.percent(),
                first.interval());
      }
    }
    long same = judged.stream().filter(row -> row.effect.verdict() == Verdict.SAME).count();
    return same == judged.size()
        ? "Nothing changed by more than its margin, in all %d that were judged".formatted(same)
        : "Inconclusive: %d of %d can not be told from chance yet"
            .formatted(judged.size() - same, judged.size());
  }

  @Override
  public String remark(Data data) {
    if (data.panels.size() == 1 && data.rows().noneMatch(row -> row.effect.verdict() != null)) {
      return "";
    }
    return String.join(
        " ",
        data.panels.stream()
            .map(panel -> Words.sentence(panel.title) + ": " + panel.conclusion + ".")
            .toList());
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of(
            "point",
            "metric",
            "base",
            "candidate",
            "effect",
            "95 % interval",
            "margin",
            "found from",
            "pairs",
            "verdict");
    data.rows()
        .forEach(row ->
            table.row(
                row.name,
                row.effect.metric(),
                Words.figure(row.effect.metric(), row.effect.base()),
                Words.figure(row.effect.metric(), row.effect.candidate()),
                row.percent(),
                row.interval(),
                "±" + Words.plain(row.effect.marginPercent()) + " %",
                row.effect.detectablePercent() == null
                    ? Words.NONE
                    : Words.plain(row.effect.detectablePercent()) + " %",
                Integer.toString(row.effect.samples()),
                row.verdict()));
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    double furthest =
        all.stream()
            .flatMap(Data::rows)
            .flatMapToDouble(ForestChart::extent)
            .map(Math::abs)
            .filter(percent -> percent <= MOST_PERCENT)
            .max()
            .orElse(MOST_PERCENT);
    double edge = LinearScale.upTo(Math.max(1, furthest)).greatest();
    ForestPanel panel = new ForestPanel(new LinearScale(-edge, edge), canvas);
    double height = data.panels.stream().mapToDouble(panel::height).sum();
    Drawing drawing = canvas.drawing(height, message(data), reading());
    double top = 0;
    for (Panel one : data.panels) {
      drawing.add(panel.draw(one, top));
      top += panel.height(one);
    }
    return drawing;
  }

  private static DoubleStream extent(Row row) {
    return Stream.of(
            row.effect.effectPercent(),
            row.effect.lowPercent(),
            row.effect.highPercent(),
            Double.valueOf(row.effect.marginPercent()))
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }
}
