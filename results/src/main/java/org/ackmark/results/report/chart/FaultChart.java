package org.ackmark.results.report.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.ackmark.results.Fault;
import org.ackmark.results.Replication;
import org.ackmark.results.report.chart.FaultCourse.Phase;
import org.ackmark.results.report.chart.FaultCourse.Slice;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Drawing;

/** Whether writes went on while a replica was slow, down or coming back. */
public final class FaultChart implements Chart<FaultChart.Data> {
  private static final int MOST_PANELS = 12;

  /** What keeps at least that share of its throughput is said to keep it. */
  private static final double KEPT = 0.9;

  private static final Comparator<Panel> WORST_FIRST =
      Comparator.comparingDouble(Panel::silenceSeconds).reversed().thenComparingDouble(Panel::left);

  /** One quorum under one fault. */
  record Panel(Fault fault, Replication quorum, String apart, List<FaultCourse> courses) {
    String title() {
      return Stream.of(name() + ", " + fault.words(), apart)
          .filter(part -> !part.isEmpty())
          .reduce((a, b) -> a + " · " + b)
          .orElseThrow();
    }

    String name() {
      return quorum.label();
    }

    Stream<Slice> slices() {
      return courses.stream().flatMap(course -> course.slices().stream());
    }

    Stream<Slice> in(Phase phase) {
      return courses.stream().flatMap(course -> course.in(phase).stream());
    }

    double perSecond(Phase phase) {
      return FaultCourse.perSecond(in(phase).toList());
    }

    /** Of the throughput before, what was left during the fault; 1 if there was none before. */
    double left() {
      double before = perSecond(Phase.BEFORE);
      return before > 0 ? perSecond(Phase.DURING) / before : 1;
    }

    /** The longest in any block. */
    double silenceSeconds() {
      return courses.stream().mapToDouble(FaultCourse::silenceSeconds).max().orElse(0);
    }

    String percentLeft() {
      return String.format(Locale.ROOT, "%.0f %%", 100 * left());
    }
  }

  /**
   * The panels that are shown.
   *
   * @param panels by fault, then as in the table
   * @param of how many there are in all
   * @param untold how many points tell neither their course nor when their fault began
   */
  public record Data(List<Panel> panels, int of, int untold) {
    double begin() {
      return panels.stream().flatMap(Panel::slices).mapToDouble(Slice::from).min().orElse(0);
    }

    double end() {
      return panels.stream().flatMap(Panel::slices).mapToDouble(Slice::to).max().orElse(1);
    }

    DoubleStream times() {
      return panels.stream().flatMap(Panel::slices).mapToDouble(Slice::boundNs);
    }
  }

  @Override
  public String id() {
    return "faults";
  }

  @Override
  public String heading() {
    return "Do writes go on when a replica fails?";
  }

  @Override
  public String reading() {
    return "Above, acknowledged commits per second in each interval, from zero; below, their 99th"
        + " percentile, or thin, where they are too few for it, the longest. One line for each"
        + " block, dashed where it did not run as intended; zero on the axis of time is when the"
        + " fault began, and it lasts as long as the ground is tinted. A thick line at the bottom:"
        + " nothing was acknowledged.";
  }

  @Override
  public Optional<Data> data(RunView run) {
    List<Measured> faulty =
        run.points().stream()
            .filter(point -> point.replicated() && point.fault().isPresent())
            .sorted(
                Comparator.comparingInt((Measured point) -> point.fault().orElseThrow().order())
                    .thenComparing(Quorums.ORDER))
            .toList();
    Function<Measured, String> apart = Quorums.apart(faulty);
    List<Panel> all =
        faulty.stream()
            .map(point -> panel(point, apart.apply(point)))
            .filter(panel -> !panel.courses.isEmpty())
            .toList();
    List<Panel> worst = all.stream().sorted(WORST_FIRST).limit(MOST_PANELS).toList();
    List<Panel> shown = all.stream().filter(worst::contains).toList();
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(new Data(shown, all.size(), faulty.size() - all.size()));
  }

  private static Panel panel(Measured point, String apart) {
    List<FaultCourse> courses =
        Courses.of(point).stream().flatMap(course -> FaultCourse.of(course).stream()).toList();
    return new Panel(point.fault().orElseThrow(), Quorums.of(point), apart, courses);
  }

  /** The worst, and beside it what went on best under the same fault. */
  @Override
  public String message(Data data) {
    Panel worst = data.panels.stream().min(WORST_FIRST).orElseThrow();
    Optional<Panel> best =
        data.panels.stream()
            .filter(panel -> panel.fault.equals(worst.fault))
            .max(WORST_FIRST)
            .filter(panel -> panel.left() >= KEPT && worst.left() < KEPT);
    return "With %s, %s %s%s"
        .formatted(
            worst.fault.words(),
            worst.name(),
            fate(worst),
            best.map(panel -> "; %s kept %s".formatted(panel.name(), panel.percentLeft()))
                .orElse(""));
  }

  private static String fate(Panel panel) {
    double silence = panel.silenceSeconds();
    String throughput =
        "throughput " + (panel.left() < KEPT ? "fell to " : "stayed at ") + panel.percentLeft();
    return silence > 0
        ? "acknowledged nothing for %s, and its %s".formatted(Courses.seconds(silence), throughput)
        : "went on in every interval; its " + throughput;
  }

  @Override
  public String remark(Data data) {
    String shown =
        data.of == data.panels.size()
            ? ""
            : "Shown are the %d that suffered most, of %d.".formatted(data.panels.size(), data.of);
    String untold =
        data.untold == 0
            ? ""
            : "Of %s no course was recorded.".formatted(Words.count(data.untold, "point"));
    return (shown + " " + untold).strip();
  }

  @Override
  public DataTable table(Data data) {
    DataTable.Builder table =
        DataTable.of("point", "block", "seconds since the fault", "commits/s", "p99");
    for (Panel panel : data.panels) {
      for (FaultCourse course : panel.courses) {
        String block = Integer.toString(course.block() + 1);
        for (Phase phase : Phase.values()) {
          List<Slice> slices = course.in(phase);
          if (!slices.isEmpty()) {
            String rate = Words.rate(FaultCourse.perSecond(slices));
            table.row(panel.title(), block, phase.words(), rate, highest(slices));
          }
        }
        for (Slice slice : course.slices()) {
          table.row(panel.title(), block, span(slice), Words.rate(slice.perSecond()), p99(slice));
        }
      }
    }
    return table.done();
  }

  private static String span(Slice slice) {
    return String.format(Locale.ROOT, "%.1f to %.1f", slice.from(), slice.to());
  }

  /** Of each interval, as in the drawing: those of a phase are not added. */
  private static String highest(List<Slice> slices) {
    double highest = slices.stream().mapToDouble(Slice::boundNs).max().orElse(0);
    return highest == 0 ? Words.NONE : "up to " + Words.time(highest);
  }

  static String p99(Slice slice) {
    if (slice.count() == 0) {
      return Words.NONE;
    }
    return (slice.p99Ns() == null ? "at most " : "") + Words.time(slice.boundNs());
  }

  @Override
  public Drawing draw(Data data, List<Data> all, Canvas canvas) {
    FaultPanel drawn = new FaultPanel(all);
    int columns = canvas.broad() && data.panels.size() > 1 ? 2 : 1;
    int rows = (data.panels.size() + columns - 1) / columns;
    double width = (canvas.width() - FaultPanel.GAP * (columns - 1)) / columns;
    Drawing drawing = canvas.drawing(rows * FaultPanel.HEIGHT, message(data), reading());
    for (int i = 0; i < data.panels.size(); i++) {
      double left = (i % columns) * (width + FaultPanel.GAP);
      int row = i / columns;
      drawing.add(drawn.draw(data.panels.get(i), left, row * FaultPanel.HEIGHT, width));
    }
    return drawing;
  }
}
