package org.ackmark.results.compare;

import org.ackmark.results.Metric;
import org.ackmark.results.Point;
import org.ackmark.results.stats.Interval;

/**
 * An effect as it is computed: in natural logarithms of the ratio of candidate to base, before the
 * family is corrected and a verdict is found.
 *
 * @param point what was measured
 * @param metric by what
 * @param base median of the base; null if there is none
 * @param candidate median of the candidate; null if there is none
 * @param samples how many pairs or values there are; with 0 the rest is not defined
 * @param center the estimate
 * @param interval its interval
 * @param p chance of it without an effect
 * @param sd standard deviation of one sample
 * @param margin the change that does not matter
 * @param note what a reader must know; null if nothing
 */
record LogEffect(
    Point point,
    Metric metric,
    Double base,
    Double candidate,
    int samples,
    double center,
    Interval interval,
    double p,
    double sd,
    Margin margin,
    String note) {

  static LogEffect none(Point point, Metric metric, Margin margin, String note) {
    return new LogEffect(
        point,
        metric,
        null,
        null,
        0,
        0,
        new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        1,
        0,
        margin,
        note);
  }
}
