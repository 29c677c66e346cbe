package org.ackmark.results.report.page;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.ackmark.results.Guarantee;
import org.ackmark.results.report.chart.Words;
import org.ackmark.results.report.model.Measured;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.summary.Work;

/**
 * The points of one kind of work, ranked within each guarantee.
 *
 * @param work what they all do
 * @param points those with figures, strongest guarantee first, then by load, then the fastest
 */
record Ranking(Work work, List<Measured> points) {
  /** What is no faster than that is called as fast. */
  private static final double SAME = 1.05;

  /** From here on "times as fast" reads better than a share. */
  private static final double TIMES = 2;

  /** One for each kind of work; neither offered rates nor faults are ranked. */
  static List<Ranking> of(RunView view) {
    Map<Work, List<Measured>> works =
        view.leftAlone().stream()
            .filter(point -> !point.offered())
            .collect(
                Collectors.groupingBy(
                    p -> Work.of(p.summary()), LinkedHashMap::new, Collectors.toList()));
    return works.entrySet().stream()
        .map(entry -> new Ranking(entry.getKey(), ranked(entry.getValue())))
        .filter(ranking -> !ranking.points.isEmpty())
        .toList();
  }

  private static List<Measured> ranked(List<Measured> points) {
    return points.stream()
        .filter(point -> point.summary().measured())
        .sorted(Comparator.comparing(Measured::summary, org.ackmark.results.summary.Ranking.ORDER))
        .toList();
  }

  /** The guarantees in it, the strongest first. */
  List<Guarantee> guarantees() {
    return points.stream().map(point -> point.point().guarantee()).distinct().toList();
  }

  List<Measured> of(Guarantee guarantee) {
    return points.stream().filter(point -> point.point().guarantee() == guarantee).toList();
  }

  /** Commits per second of each block that counts. */
  static DoubleStream rates(Measured measured) {
    return measured.used().stream()
        .map(o -> o.cost().commitsPerSecond())
        .filter(Objects::nonNull)
        .mapToDouble(Double::doubleValue);
  }

  /** What it says, in one sentence: the fastest against the slowest at the same guarantee. */
  String message() {
    return guarantees().stream()
        .map(guarantee -> rivals(of(guarantee)))
        .filter(rivals -> rivals.size() > 1)
        .findFirst()
        .map(Ranking::contest)
        .orElseGet(this::alone);
  }

  /** Those under the greatest load that more than one has; of several arms, in the first. */
  private static List<Measured> rivals(List<Measured> points) {
    String arm = points.getFirst().summary().arm();
    return points.stream()
        .filter(point -> point.summary().cost().commitsPerSecond() != null)
        .filter(point -> Objects.equals(point.summary().arm(), arm))
        .collect(
            Collectors.groupingBy(
                p -> Words.load(p.point()), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .filter(rivals -> rivals.size() > 1)
        .reduce((_, later) -> later)
        .orElse(List.of());
  }

  private static String contest(List<Measured> rivals) {
    Comparator<Measured> byRate =
        Comparator.comparingDouble(point -> point.summary().cost().commitsPerSecond());
    Measured fastest = rivals.stream().max(byRate).orElseThrow();
    Measured slowest = rivals.stream().min(byRate).orElseThrow();
    double ratio =
        fastest.summary().cost().commitsPerSecond() / slowest.summary().cost().commitsPerSecond();
    OptionalDouble least = rates(fastest).min();
    OptionalDouble greatest = rates(slowest).max();
    boolean apart =
        least.isPresent()
            && greatest.isPresent()
            && least.getAsDouble() > greatest.getAsDouble()
            && ratio >= SAME;
    String load = Words.load(fastest.point());
    if (!apart) {
      return "With %s, %s and %s differ no more than their blocks do, at the same guarantee"
          .formatted(load, fastest.name(), slowest.name());
    }
    return "With %s, %s commits %s %s, at the same guarantee"
        .formatted(load, fastest.name(), faster(ratio), slowest.name());
  }

  private static String faster(double ratio) {
    return ratio >= TIMES
        ? Words.times(ratio) + " times as fast as"
        : Math.round(100 * (ratio - 1)) + " % faster than";
  }

  private String alone() {
    Measured first = points.getFirst();
    Double rate = first.summary().cost().commitsPerSecond();
    return rate == null
        ? "%s was measured, not in commits".formatted(first.name())
        : "%s commits %s times a second with %s and survives %s"
            .formatted(
                first.name(),
                Words.rate(rate),
                Words.load(first.point()),
                Words.survived(first.point().guarantee()));
  }
}
