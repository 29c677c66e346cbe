package org.ackmark.results.table;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.ackmark.results.Point;
import org.ackmark.results.compare.Effect;

/** What stands in the columns of a comparison. */
final class EffectCells {
  private static final int MARGIN = 0;

  private final TableStyle style;
  private final Quantities quantities;

  EffectCells(TableStyle style) {
    this.style = style;
    this.quantities = new Quantities(style);
  }

  /** Point by point, its primary metric first. */
  static List<Effect> ordered(List<Effect> effects) {
    List<Point> points =
        effects.stream().filter(Effect::primary).map(Effect::point).distinct().toList();
    return effects.stream()
        .sorted(
            Comparator.comparingInt((Effect e) -> points.indexOf(e.point()))
                .thenComparing(e -> !e.primary()))
        .toList();
  }

  static String title(Effect effect) {
    return effect.point().variant() + " " + Cells.writers(effect.point());
  }

  Grid grid(List<Effect> effects) {
    Map<Column, Function<Effect, String>> columns = new LinkedHashMap<>();
    columns.put(Column.text("variant"), e -> e.primary() ? e.point().variant() : "");
    columns.put(Column.text("writers"), e -> e.primary() ? Cells.writers(e.point()) : "");
    columns.put(Column.text("metric"), Effect::metric);
    columns.put(Column.number("base"), e -> value(e, e.base()));
    columns.put(Column.number("candidate"), e -> value(e, e.candidate()));
    columns.put(Column.number("effect"), this::effect);
    columns.put(Column.text("95 % interval"), this::interval);
    columns.put(Column.number("n"), e -> Integer.toString(e.samples()));
    columns.put(Column.text("verdict"), e -> e.verdict() == null ? "" : e.verdict().name());
    List<List<String>> cells =
        effects.stream()
            .map(e -> columns.values().stream().map(cell -> cell.apply(e)).toList())
            .toList();
    return new Grid(List.copyOf(columns.keySet()), cells, MARGIN, style);
  }

  private String value(Effect effect, Double value) {
    if (value == null) {
      return "n/a";
    }
    if (effect.metric().endsWith("Ns")) {
      return quantities.time(Math.round(value));
    }
    return effect.metric().endsWith("PerSecond") ? quantities.rate(value) : quantities.ratio(value);
  }

  String effect(Effect effect) {
    return effect.effectPercent() == null ? "n/a" : percent(effect.effectPercent()) + " %";
  }

  String interval(Effect effect) {
    if (effect.effectPercent() == null) {
      return "";
    }
    if (effect.lowPercent() == null && effect.highPercent() == null) {
      return "unbounded";
    }
    String low = effect.lowPercent() == null ? "below" : percent(effect.lowPercent());
    String high = effect.highPercent() == null ? "above" : percent(effect.highPercent());
    return low + " to " + high + " %";
  }

  /** A size without a direction. */
  static String about(double percent) {
    return String.format(Locale.ROOT, percent < 9.95 ? "%.1f %%" : "%.0f %%", percent);
  }

  private static String percent(double percent) {
    return String.format(Locale.ROOT, "%+.1f", percent);
  }
}
