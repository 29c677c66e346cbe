package org.ackmark.results.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Where a series of values changes its level, such as one figure of a nightly run. Windows of 50
 * values, each beginning half a window after the one before or at the last change point found, are
 * split again and again as {@link SplitSearch} finds best, as long as Student's t tells the two
 * sides apart at ten times the wanted level. Of these weak points the least significant is removed
 * until all reach the level, then the smallest until all have the least magnitude; the points after
 * a removed one are tested anew. No random choice is involved.
 *
 * <p>It needs several values after a change: for the verdict on a single new run use a comparison.
 *
 * <p>Source: M. Fleming et al., "Hunter: Using Change Point Detection to Hunt for Performance
 * Regressions", ICPE 2023, as implemented by Apache Otava 0.8.0 (github.com/apache/otava at
 * 1ceb153, {@code otava/analysis.py}), including what may surprise: its standard deviation divides
 * by n, and the point before a removed one is not tested anew. Pure functions, for any thread.
 */
public final class ChangePoints {
  /** Values of one window. */
  public static final int WINDOW = 50;

  /** Greatest p of a change point. */
  public static final double MAX_P_VALUE = 0.001;

  private ChangePoints() {}

  /**
   * The change points at the usual window and level, of any magnitude.
   *
   * @throws IllegalArgumentException if there are no values or one is not finite
   */
  public static List<ChangePoint> of(double[] series) {
    return of(series, WINDOW, MAX_P_VALUE, 0);
  }

  /**
   * The change points, in the order of the series.
   *
   * @param minMagnitude relative changes up to this are left out: 0.05 is 5 %
   * @throws IllegalArgumentException if there are no values or one is not finite, the window is
   *     below 2, the p value not between 0 and 1, or the magnitude negative or not finite
   */
  public static List<ChangePoint> of(
      double[] series, int window, double maxPValue, double minMagnitude) {
    Require.values("series", series, 1);
    Require.atLeast("window", window, 2);
    Require.share("maxPValue", maxPValue);
    Require.notNegative("minMagnitude", minMagnitude);
    Scale scale = Scale.of(series);
    double[] scaled = scale.down(series);
    List<ChangePoint> points = weak(scaled, window, weakLevel(maxPValue));
    while (true) {
      int weakest = weakest(points, maxPValue, minMagnitude);
      if (weakest < 0) {
        return points.stream().map(point -> scaledUp(point, scale)).toList();
      }
      points.remove(weakest);
      retest(points, weakest, scaled);
      retest(points, weakest + 1, scaled);
    }
  }

  private static double weakLevel(double maxPValue) {
    return maxPValue * (maxPValue < 0.05 ? 10 : maxPValue < 0.5 ? 2 : 1);
  }

  private static List<ChangePoint> weak(double[] series, int window, double level) {
    NavigableSet<Integer> indexes = new TreeSet<>();
    int start = 0;
    while (start < series.length) {
      int end = (int) Math.min((long) start + window, series.length);
      NavigableSet<Integer> found = split(Arrays.copyOfRange(series, start, end), level);
      int last = found.isEmpty() ? 0 : start + found.last();
      for (int index : found) {
        indexes.add(start + index);
      }
      start = Math.max(last, start + window / 2);
    }
    List<ChangePoint> points = new ArrayList<>();
    for (int index : indexes) {
      int from = before(indexes, index);
      points.add(tested(series, from, index, after(indexes, index, series.length)));
    }
    return points;
  }

  /** Splits the best split of all parts, until that is not significant. */
  private static NavigableSet<Integer> split(double[] window, double level) {
    SplitSearch search = new SplitSearch(window);
    NavigableSet<Integer> indexes = new TreeSet<>();
    while (true) {
      SplitSearch.Split best = null;
      for (int from = 0; from < window.length; ) {
        int to = after(indexes, from, window.length);
        SplitSearch.Split split = to - from > 1 ? search.best(from, to) : null;
        best = best == null || (split != null && split.gain() > best.gain()) ? split : best;
        from = to;
      }
      if (best == null
          || !(tested(window, best.from(), best.index(), best.to()).pValue() <= level)) {
        return indexes;
      }
      indexes.add(best.index());
    }
  }

  private static int before(NavigableSet<Integer> indexes, int index) {
    Integer before = indexes.lower(index);
    return before == null ? 0 : before;
  }

  private static int after(NavigableSet<Integer> indexes, int index, int end) {
    Integer after = indexes.higher(index);
    return after == null ? end : after;
  }

  /** The point to be removed next; negative if all may stay. */
  private static int weakest(List<ChangePoint> points, double maxPValue, double minMagnitude) {
    int leastSure = -1;
    int smallest = -1;
    for (int i = 0; i < points.size(); i++) {
      ChangePoint point = points.get(i);
      if (i == 0 || point.pValue() > points.get(leastSure).pValue()) {
        leastSure = i;
      }
      if (i == 0 || point.magnitude() < points.get(smallest).magnitude()) {
        smallest = i;
      }
    }
    if (leastSure >= 0 && !(points.get(leastSure).pValue() < maxPValue)) {
      return leastSure;
    }
    return smallest >= 0 && points.get(smallest).magnitude() <= minMagnitude ? smallest : -1;
  }

  private static void retest(List<ChangePoint> points, int i, double[] series) {
    if (i < points.size()) {
      int from = i == 0 ? 0 : points.get(i - 1).index();
      int to = i == points.size() - 1 ? series.length : points.get(i + 1).index();
      points.set(i, tested(series, from, points.get(i).index(), to));
    }
  }

  /** Two values cannot be told apart; equal values without spread have no p at all. */
  private static ChangePoint tested(double[] series, int from, int index, int to) {
    double before = mean(series, from, index);
    double after = mean(series, index, to);
    int degrees = to - from - 2;
    double squares = squares(series, from, index) + squares(series, index, to);
    double error = Math.sqrt(squares / degrees * (1.0 / (index - from) + 1.0 / (to - index)));
    double t = Math.abs(before - after) / error;
    return new ChangePoint(index, before, after, degrees == 0 ? 1 : pValue(t, degrees));
  }

  private static double pValue(double t, int degrees) {
    return Double.isNaN(t) ? t : 2 * TDistribution.of(degrees).survivalProbability(t);
  }

  private static double mean(double[] series, int from, int to) {
    return Arrays.stream(series, from, to).sum() / (to - from);
  }

  /** Squared distances from the mean, times (n − 1) / n: the deviation divides by n. */
  private static double squares(double[] series, int from, int to) {
    double mean = mean(series, from, to);
    double sum = Arrays.stream(series, from, to).map(x -> (x - mean) * (x - mean)).sum();
    return sum * (to - from - 1) / (to - from);
  }

  private static ChangePoint scaledUp(ChangePoint point, Scale scale) {
    return new ChangePoint(
        point.index(), scale.up(point.meanBefore()), scale.up(point.meanAfter()), point.pValue());
  }
}
