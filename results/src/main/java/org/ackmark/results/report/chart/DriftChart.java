package org.ackmark.results.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Status;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Axes;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.Labels;
import org.ackmark.results.report.svg.LinearScale;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Look;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** Whether the device was the same all the time: its probe before, between and after the blocks. */
public final class DriftChart implements Chart<DriftChart.Data> {
  /** What is called still: as much as may pass between two looks at a quiet disk. */
  private static final double STILL = 1.1;

  private static final double PLOT = 200;
  private static final double TOP = 24;
  private static final double LEFT = 60;
  private static final double RIGHT = 66;
  private static final double AXIS = 34;
  private static final double BLOCK_NAME = 56;

  /**
   * One look at the device.
   *
   * @param block the block after it, from 0
   * @param p50Ns median of the writes, or their mean where there were too few
   * @param p99Ns 99 in 100 take no longer; null where there were too few
   */
  record Probing(int block, double p50Ns, Double p99Ns) {}

  /**
   * What was probed.
   *
   * @param method how, in words
   * @param looks one for each probe
   * @param disturbed blocks that were marked, from 0
   * @param blocks how many blocks there are
   */
  public record Data(String method, List<Probing> looks, Set<Integer> disturbed, int blocks) {}

  @Override
  public String id() {
    return "drift";
  }

  @Override
  public String heading() {
    return "Was the device the same all the time?";
  }

  @Override
  public String reading() {
    return "Each mark is a look at the bare device before, between or after the blocks. A level"
        + " line means that blocks can be compared; a shaded block was marked as disturbed.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    Optional<ProbePoint> reference = run.probe().stream().filter(DriftChart::placed).findFirst();
    return reference.map(first -> {
      List<Probing> looks =
          run.probe().stream()
              .filter(DriftChart::placed)
              .filter(p -> p.method().equals(first.method()))
              .filter(p -> p.sizeBytes() == first.sizeBytes())
              .filter(p -> p.queueDepth() == first.queueDepth())
              .map(p -> new Probing(p.block(), p50Ns(p), p99Ns(p)))
              .toList();
      String method = "%s of %s".formatted(first.method(), Words.size(first.sizeBytes()));
      return new Data(method, looks, disturbed(run), run.blocks());
    });
  }

  private static boolean placed(ProbePoint point) {
    return point.block() != null && point.skipped() == null;
  }

  private static double p50Ns(ProbePoint point) {
    Long p50Ns = point.latency().p50Ns();
    return Math.max(1, p50Ns == null ? 1e9 / point.opsPerSecond() : p50Ns.doubleValue());
  }

  private static Double p99Ns(ProbePoint point) {
    Long p99Ns = point.latency().p99Ns();
    return p99Ns == null ? null : Double.valueOf(p99Ns.doubleValue());
  }

  private static Set<Integer> disturbed(RunView run) {
    Set<Integer> blocks = new TreeSet<>();
    run.observations().stream()
        .filter(o -> o.status() == Status.DISTURBED)
        .map(Observation::block)
        .forEach(blocks::add);
    return blocks;
  }

  @Override
  public String message(Data data) {
    double least = data.looks.stream().mapToDouble(Probing::p50Ns).min().orElseThrow();
    double greatest = data.looks.stream().mapToDouble(Probing::p50Ns).max().orElseThrow();
    double ratio = greatest / least;
    if (data.looks.size() == 1) {
      return "The device took %s for one %s; it was looked at once"
          .formatted(Words.time(least), data.method);
    }
    if (ratio < STILL) {
      return String.format(
          Locale.ROOT,
          "The device held still: one %s took %s, give or take %.0f %%",
          data.method,
          Words.time((least + greatest) / 2),
          Math.max(1, 50 * (ratio - 1)));
    }
    return "The device did not hold still: one %s took between %s and %s"
        .formatted(data.method, Words.time(least), Words.time(greatest));
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table = DataTable.of("probe", "p50", "p99", "block after it");
    for (Probing look : data.looks) {
      boolean last = look.block >= data.blocks;
      table.row(
          last ? "at the end" : "before block " + (look.block + 1),
          Words.time(look.p50Ns),
          Words.time(look.p99Ns),
          last ? Words.NONE : data.disturbed.contains(look.block) ? "disturbed" : "ok");
    }
    return table.done();
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    int blocks = Math.max(1, all.stream().mapToInt(Data::blocks).max().orElse(1));
    LinearScale places = new LinearScale(0, blocks);
    LogScale times =
        LogScale.around(
            all.stream()
                .flatMap(d -> d.looks.stream())
                .flatMap(look -> Stream.of(look.p50Ns, look.p99Ns))
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue));
    Frame frame = new Frame(LEFT, TOP, canvas.width() - LEFT - RIGHT, PLOT);
    Drawing drawing = canvas.drawing(TOP + PLOT + AXIS, message(data), reading());
    drawing.add(blocks(data, places, frame));
    drawing.add(Axes.left(frame, times, times.ticks(6), Words::roundTime));
    drawing.add(line(data, "p50", Probing::p50Ns, places, times, frame));
    drawing.add(line(data, "p99", Probing::p99Ns, places, times, frame));
    return drawing;
  }

  private static List<Element> blocks(Data data, LinearScale places, Frame frame) {
    List<Element> parts = new ArrayList<>();
    double width = frame.width() / places.greatest();
    int every = (int) Math.ceil(BLOCK_NAME / width);
    for (int block = 0; block < data.blocks; block++) {
      double left = frame.x(places, block);
      if (data.disturbed.contains(block)) {
        parts.add(Shapes.box("disturbed", left, frame.top(), width, frame.height()));
        if (every == 1) {
          parts.add(Shapes.textAround("quiet", left + width / 2, frame.top() - 8, "disturbed"));
        }
      }
      if (block % every == 0) {
        parts.add(
            Shapes.textAround(
                "tick", left + width / 2, frame.bottom() + 18, "block " + (block + 1)));
      }
      parts.add(Shapes.line("grid", left, frame.top(), left, frame.bottom()));
    }
    parts.add(Shapes.line("axis", frame.left(), frame.bottom(), frame.right(), frame.bottom()));
    return parts;
  }

  private static List<Element> line(
      Data data,
      String name,
      Function<Probing, Double> value,
      LinearScale places,
      LogScale times,
      Frame frame) {
    List<Probing> looks = data.looks.stream().filter(look -> value.apply(look) != null).toList();
    if (looks.isEmpty()) {
      return List.of();
    }
    boolean median = name.equals("p50");
    Look appearance = new Look(median ? 0 : 1);
    Path path = new Path();
    List<Element> marks = new ArrayList<>();
    for (Probing look : looks) {
      double x = frame.x(places, look.block);
      double y = frame.y(times, value.apply(look));
      path.through(x, y);
      String place = look.block >= data.blocks ? "at the end" : "before block " + (look.block + 1);
      marks.add(
          Shapes.told(
              appearance.mark(x, y, 4, false),
              name + " " + place + ": " + Words.time(value.apply(look))));
    }
    List<Element> parts = new ArrayList<>();
    parts.add(Shapes.path("line " + appearance.colour() + (median ? "" : " dashed"), path));
    parts.addAll(marks);
    Probing last = looks.getLast();
    double end = frame.x(places, last.block);
    parts.add(
        Shapes.text(
            "label", end + 9, frame.y(times, value.apply(last)) + 4, Labels.fitted(name, RIGHT)));
    return parts;
  }
}
