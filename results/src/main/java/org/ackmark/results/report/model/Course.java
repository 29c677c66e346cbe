package org.ackmark.results.report.model;

import java.util.List;
import java.util.Map;
import org.ackmark.results.Observation;
import org.ackmark.results.latency.Timing;

/**
 * How one observation went, interval by interval. Immutable.
 *
 * @param observation which
 * @param timing of which times
 * @param beginSeconds from the begin of the measured time to that of the first interval
 * @param intervals in order of time; where nothing was recorded there is none
 */
public record Course(
    Observation observation, Timing timing, double beginSeconds, List<Interval> intervals) {
  /** With fewer there is no course to be seen. */
  public static final int LEAST_INTERVALS = 5;

  /** Classes of times: that many to a factor of ten. */
  public static final int CLASSES_PER_DECADE = 8;

  /**
   * One interval.
   *
   * @param startSeconds from the begin of the first
   * @param lengthSeconds how long it was
   * @param count acknowledgements in it
   * @param maxNs the longest time; 0 if there is none
   * @param p99Ns the 99th percentile; null where too few times were recorded for it
   * @param classes how many times are of which class, without empty ones
   */
  public record Interval(
      double startSeconds,
      double lengthSeconds,
      long count,
      long maxNs,
      Long p99Ns,
      Map<Integer, Long> classes) {
    /** Copies the map. */
    public Interval {
      classes = Map.copyOf(classes);
    }

    /** Acknowledgements per second. */
    public double perSecond() {
      return lengthSeconds > 0 ? count / lengthSeconds : 0;
    }
  }

  /** Copies the list. */
  public Course {
    intervals = List.copyOf(intervals);
  }

  /** The longest time of the class before: a class begins above it. */
  public static double lowerNs(int timeClass) {
    return Math.pow(10, (double) timeClass / CLASSES_PER_DECADE);
  }
}
