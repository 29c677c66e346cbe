package org.ackmark.results.report.page;

import java.util.List;
import java.util.Objects;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.svg.Drawing;
import org.ackmark.results.report.svg.Element;
import org.ackmark.results.report.svg.Frame;
import org.ackmark.results.report.svg.LogScale;
import org.ackmark.results.report.svg.Path;
import org.ackmark.results.report.svg.Shapes;

/** Commits per second of each block as dots on a line, the same line for a whole table. */
final class Strip {
  private static final Frame FRAME = new Frame(5, 2, 96, 16);
  private static final double MIDDLE = 10;

  private final LogScale rates;

  Strip(List<Measured> points) {
    rates = LogScale.around(points.stream().flatMapToDouble(Ranking::rates));
  }

  Element draw(String id, Measured measured) {
    List<Observation> counted =
        measured.all().stream().filter(o -> o.cost().commitsPerSecond() != null).toList();
    String values =
        String.join(", ", counted.stream().map(o -> Words.rate(rate(o)) + mark(o)).toList());
    Drawing drawing =
        new Drawing(
            id,
            FRAME.right() + 5,
            20,
            "Blocks of " + measured.name() + ", " + Words.load(measured.point()),
            "Commits per second: " + values);
    drawing.add(Shapes.line("rail", FRAME.left(), MIDDLE, FRAME.right(), MIDDLE));
    drawing.add(dots("dots", counted.stream().filter(o -> o.status() == Status.OK).toList()));
    drawing.add(rings(counted.stream().filter(o -> o.status() != Status.OK).toList()));
    Double median = measured.summary().cost().commitsPerSecond();
    if (median != null) {
      double x = FRAME.x(rates, median);
      drawing.add(Shapes.line("median", x, 3, x, 17));
    }
    return drawing.element();
  }

  private Element dots(String cssClass, List<Observation> observations) {
    Path path = new Path();
    observations.forEach(o -> path.dot(FRAME.x(rates, rate(o)), MIDDLE));
    return Shapes.path(cssClass, path);
  }

  private List<Element> rings(List<Observation> observations) {
    return observations.stream()
        .map(o -> Shapes.circle("ring", FRAME.x(rates, rate(o)), MIDDLE, 3))
        .toList();
  }

  private static double rate(Observation observation) {
    return Objects.requireNonNull(observation.cost().commitsPerSecond());
  }

  private static String mark(Observation observation) {
    Status status = observation.status();
    return status == Status.OK ? "" : " (" + Words.status(status) + ")";
  }
}
