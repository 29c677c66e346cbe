package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Shapes;

/** What waiting for company does to group commit: longest wait against writers. */
public final class SurfaceChart implements Chart<SurfaceChart.Data> {
  private static final String DELAY = "groupDelayNs";
  private static final int TONES = 5;
  private static final int FAR_TONE = 3;
  private static final double HEAD = 64;
  private static final double LEFT = 64;
  private static final double LANE = 34;
  private static final double GAP = 36;
  private static final double SEAM = 2;

  /** One setting under one load. */
  record Cell(long delayNs, int writers, Double p99Ns, Double commitsPerSync) {}

  /** Settings that differ in nothing but delay and writers. */
  record Surface(String title, ThreadKind threadKind, List<Cell> cells) {
    List<Long> delays() {
      return cells.stream().map(Cell::delayNs).distinct().sorted().toList();
    }

    List<Integer> writers() {
      return cells.stream().map(Cell::writers).distinct().sorted().toList();
    }

    Optional<Cell> at(long delayNs, int writers) {
      return cells.stream()
          .filter(cell -> cell.delayNs == delayNs && cell.writers == writers)
          .findFirst();
    }
  }

  /** The surfaces of a run. */
  public record Data(List<Surface> surfaces) {}

  private record Kind(String variant, Point withoutWriters, Parameters otherKnobs) {}

  /** One figure of a cell. */
  private record Figure(
      String title, Function<Cell, Double> value, Function<Double, String> words) {}

  private static final List<Figure> FIGURES =
      List.of(
          new Figure("p99 commit latency", Cell::p99Ns, Words::time),
          new Figure("commits per sync", Cell::commitsPerSync, Words::times));

  @Override
  public String id() {
    return "surface";
  }

  @Override
  public String heading() {
    return "Does it pay to wait for company?";
  }

  @Override
  public String reading() {
    return "Down, a group waits longer for more commits to join it; to the right, more writes wait"
        + " at once. The stronger the tone, the greater the figure.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    Map<Kind, List<Measured>> kinds = new LinkedHashMap<>();
    for (Measured point : run.leftAlone()) {
      Parameters knobs = point.all().getFirst().knobs();
      if (!point.offered() && knobs.value(DELAY).filter(Long.class::isInstance).isPresent()) {
        kinds.computeIfAbsent(kind(run, point, knobs), _ -> new ArrayList<>()).add(point);
      }
    }
    List<Surface> surfaces =
        kinds.entrySet().stream()
            .map(entry -> surface(entry.getKey(), entry.getValue()))
            .filter(surface -> surface.delays().size() > 1)
            .toList();
    return surfaces.isEmpty() ? Optional.empty() : Optional.of(new Data(surfaces));
  }

  private static Kind kind(RunView run, Measured measured, Parameters knobs) {
    SortedMap<String, Object> others = new TreeMap<>(knobs.values());
    others.remove(DELAY);
    Point p = measured.point();
    String variant = run.variantOf(p.variant());
    Point alike =
        new Point(
            p.benchmark(), variant, p.guarantee(), 1, p.threadKind(), p.recordBytes(), p.params());
    return new Kind(variant, alike, Parameters.of(others));
  }

  private static Surface surface(Kind kind, List<Measured> points) {
    List<Cell> cells =
        points.stream()
            .filter(point -> point.summary().measured())
            .map(SurfaceChart::cell)
            .sorted(Comparator.comparingLong(Cell::delayNs).thenComparingInt(Cell::writers))
            .toList();
    return new Surface(kind.variant, kind.withoutWriters.threadKind(), cells);
  }

  private static Cell cell(Measured measured) {
    Long p99Ns = measured.summary().latency().p99Ns();
    Double syncs = measured.summary().cost().syncsPerCommit();
    long delayNs = (Long) measured.all().getFirst().knobs().value(DELAY).orElseThrow();
    return new Cell(
        delayNs,
        measured.point().writers(),
        p99Ns == null ? null : Double.valueOf(p99Ns.doubleValue()),
        syncs == null || syncs == 0 ? null : Double.valueOf(1 / syncs));
  }

  @Override
  public String message(Data data) {
    Surface surface = data.surfaces.getFirst();
    int writers = surface.writers().getLast();
    List<Cell> known =
        surface.cells.stream().filter(c -> c.writers == writers && c.p99Ns != null).toList();
    String load = Words.load(writers, surface.threadKind);
    if (known.size() < 2) {
      return "With %s, too few settings have a 99th percentile to be compared".formatted(load);
    }
    Cell best = known.stream().min(Comparator.comparingDouble(Cell::p99Ns)).orElseThrow();
    Cell least = known.getFirst();
    return best.delayNs == least.delayNs
        ? "Waiting does not pay: with %s, %s has its shortest 99th percentile, %s, at a delay of %s"
            .formatted(load, surface.title, Words.time(best.p99Ns), delay(best.delayNs))
        : "With %s, a delay of %s brings the 99th percentile of %s from %s to %s"
            .formatted(
                load,
                delay(best.delayNs),
                surface.title,
                Words.time(least.p99Ns),
                Words.time(best.p99Ns));
  }

  private static String delay(long ns) {
    return ns == 0 ? "0" : Words.roundTime((double) ns);
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of("variant", "longest wait", "load", "p99", "commits per sync");
    for (Surface surface : data.surfaces) {
      for (Cell cell : surface.cells) {
        table.row(
            surface.title,
            delay(cell.delayNs),
            Words.load(cell.writers, surface.threadKind),
            Words.time(cell.p99Ns),
            cell.commitsPerSync == null ? Words.NONE : Words.times(cell.commitsPerSync));
      }
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    double width = canvas.broad() ? (canvas.width() - GAP) / 2 : canvas.width();
    List<Element> parts = new ArrayList<>();
    double top = 0;
    for (Surface surface : data.surfaces) {
      double height = HEAD + surface.delays().size() * LANE + 30;
      for (int i = 0; i < FIGURES.size(); i++) {
        double left = canvas.broad() ? i * (width + GAP) : 0;
        parts.addAll(grid(surface, FIGURES.get(i), scale(FIGURES.get(i), all), left, top, width));
        top += canvas.broad() ? 0 : height;
      }
      top += canvas.broad() ? height : 0;
    }
    return canvas.drawing(top, message(data), reading()).add(parts);
  }

  private static LogScale scale(Figure figure, List<Data> all) {
    return LogScale.around(
        all.stream()
            .flatMap(d -> d.surfaces.stream())
            .flatMap(surface -> surface.cells.stream())
            .map(figure.value)
            .filter(Objects::nonNull)
            .mapToDouble(Double::doubleValue));
  }

  private static List<Element> grid(
      Surface surface, Figure figure, LogScale scale, double left, double top, double width) {
    List<Element> parts = new ArrayList<>();
    String title = Labels.fitted(surface.title + ": " + figure.title, width);
    parts.add(Shapes.text("panel", left, top + 14, title));
    List<Integer> writers = surface.writers();
    List<Long> delays = surface.delays();
    double cell = (width - LEFT) / writers.size();
    parts.add(Shapes.text("quiet", left, top + HEAD - 8, "wait"));
    String unit = surface.threadKind.label().replace("platform", "writers");
    parts.add(Shapes.text("quiet", left + LEFT, top + 34, unit));
    for (int column = 0; column < writers.size(); column++) {
      double middle = left + LEFT + (column + 0.5) * cell;
      parts.add(Shapes.textAround("tick", middle, top + HEAD - 8, writers.get(column).toString()));
    }
    for (int row = 0; row < delays.size(); row++) {
      double y = top + HEAD + row * LANE;
      parts.add(Shapes.text("tick", left, y + LANE / 2 + 4, delay(delays.get(row))));
      for (int column = 0; column < writers.size(); column++) {
        Double value =
            surface.at(delays.get(row), writers.get(column)).map(figure.value).orElse(null);
        if (value != null) {
          parts.addAll(tile(figure, scale, value, left + LEFT + column * cell, y, cell));
        }
      }
    }
    return parts;
  }

  private static List<Element> tile(
      Figure figure, LogScale scale, double value, double x, double y, double width) {
    int tone = Math.clamp((int) (scale.place(value) * TONES), 0, TONES - 1);
    String far = tone >= FAR_TONE ? " far" : "";
    return List.of(
        Shapes.box("h" + (tone + 1), x, y, width - SEAM, LANE - SEAM).with("rx", 4),
        Shapes.textAround(
            "onheat" + far, x + width / 2, y + LANE / 2 + 4, figure.words.apply(value)));
  }
}
