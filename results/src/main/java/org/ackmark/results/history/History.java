package org.ackmark.results.history;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.Metric;
import org.ackmark.results.ResultsException;

/**
 * The runs of a folder as series. Immutable.
 *
 * @param series one for each machine, method, profile and point, in the order in which they first
 *     appear
 * @param leftOut what is in none of them
 */
public record History(List<Series> series, List<LeftOut> leftOut) {
  /** Copies the lists. */
  public History {
    series = List.copyOf(series);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * Reads a folder of runs. What cannot be used is left out with a reason: a run that was
   * interrupted or cannot be read, arms of a comparison, a point without the figure.
   *
   * @param metric the figure; null for the one that the profile declares for the variant
   * @throws ResultsException if there is no such folder, or no run in it
   */
  public static History read(Path folder, Metric metric) {
    RunFolder runs = RunFolder.read(folder);
    SessionCollector collector = new SessionCollector(metric);
    runs.runs().forEach(collector::add);
    List<LeftOut> leftOut =
        Stream.concat(runs.leftOut().stream(), collector.leftOut().stream()).toList();
    return new History(collector.series(), leftOut);
  }

  /** With the changes in it of more than that share: 0.05 is 5 %, 0 is any. */
  public History searched(double minMagnitude) {
    return with(series.stream().map(one -> one.searched(minMagnitude)).toList());
  }

  /** With what was noted at the time. */
  public History annotated(List<Annotation> annotations) {
    return with(series.stream().map(one -> one.annotated(annotations)).toList());
  }

  /** The series of those variants only. */
  public History only(Collection<String> variants) {
    return with(series.stream().filter(one -> variants.contains(one.point().variant())).toList());
  }

  /** The variants in it, each once. */
  public List<String> variants() {
    return series.stream().map(one -> one.point().variant()).distinct().toList();
  }

  private History with(List<Series> series) {
    return new History(series, leftOut);
  }
}
