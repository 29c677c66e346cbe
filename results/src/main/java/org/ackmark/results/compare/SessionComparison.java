package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.ackmark.results.Metric;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.stats.HodgesLehmann;
import org.ackmark.results.stats.Interval;
import org.ackmark.results.stats.RankSum;
import org.ackmark.results.stats.SessionSpread;

/**
 * Runs held against runs that were made at other times. The unit is the session: one value for each
 * run, the median over its blocks, and the spread between the base's sessions is the noise
 * (Student's t). Where that spread is not known the blocks of both sides are shown instead, with
 * the rank-sum interval, and without a verdict: the same build was seen to differ between sessions
 * by far more than within one. Pure.
 */
public final class SessionComparison {
  private final List<StoredRun> base;
  private final List<StoredRun> candidate;
  private final RunValues baseValues;
  private final RunValues candidateValues;
  private final PrimaryMetrics primary;
  private final Margins margins;
  private final Rules rules;

  private SessionComparison(
      List<StoredRun> base, List<StoredRun> candidate, Margins margins, Rules rules) {
    if (base.isEmpty() || candidate.isEmpty()) {
      throw new IllegalArgumentException(
          "base="
              + base.size()
              + " runs, candidate="
              + candidate.size()
              + " runs, neither may be 0");
    }
    this.base = List.copyOf(base);
    this.candidate = List.copyOf(candidate);
    this.baseValues = new RunValues(base);
    this.candidateValues = new RunValues(candidate);
    this.primary = PrimaryMetrics.of(candidate.getFirst().run());
    this.margins = margins;
    this.rules = rules;
  }

  /** Holds a candidate's runs against a base's. */
  public static Comparison of(
      List<StoredRun> base, List<StoredRun> candidate, Margins margins, Rules rules) {
    return new SessionComparison(base, candidate, margins, rules).compared();
  }

  /**
   * Shows what the change from one environment to another does, never as a verdict.
   *
   * @param differences what differs between the two, in words
   */
  public static Comparison across(
      List<StoredRun> base,
      List<StoredRun> candidate,
      List<String> differences,
      Margins margins,
      Rules rules) {
    SessionComparison comparison = new SessionComparison(base, candidate, margins, rules);
    List<String> obstacles = Comparability.methodAndProfile(base, candidate);
    String why =
        obstacles.isEmpty()
            ? "environments are compared: an effect is a property of the environment, not a"
                + " regression"
            : String.join("; ", obstacles);
    return comparison.shown(Design.ENVIRONMENTS, why, differences);
  }

  private Comparison compared() {
    List<String> reasons = new ArrayList<>(Comparability.methodAndProfile(base, candidate));
    reasons.addAll(Comparability.sessions(base, candidate));
    if (common().isEmpty()) {
      reasons.add("the two have no point in common");
    }
    return reasons.isEmpty()
        ? judged()
        : shown(Design.TWO_RUNS, String.join("; ", reasons), List.of());
  }

  private Comparison judged() {
    Family family = new Family(rules);
    List<Effect> judged = family.judged(effects(true, this::bySession));
    List<Effect> others = family.shown(effects(false, this::bySession), false);
    Overall overall = Overall.of(judged, List.of());
    return comparison(
        Design.SESSIONS, concat(judged, others), List.of(), overall.verdict(), null, unmatched());
  }

  private Comparison shown(Design design, String why, List<String> differences) {
    Family family = new Family(rules);
    List<Effect> effects =
        concat(
            family.shown(effects(true, this::byBlock), true),
            family.shown(effects(false, this::byBlock), false));
    return comparison(design, effects, differences, null, why, unmatched());
  }

  private static List<Effect> concat(List<Effect> first, List<Effect> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private Comparison comparison(
      Design design,
      List<Effect> effects,
      List<String> environment,
      Verdict verdict,
      String noVerdict,
      List<String> notes) {
    Run run = candidate.getFirst().run();
    return new Comparison(
        Comparison.SCHEMA,
        run.methodVersion(),
        run.profileName(),
        design,
        side("base", base),
        side("candidate", candidate),
        rules,
        candidate.size(),
        List.of(),
        effects,
        List.of(),
        environment,
        verdict,
        noVerdict,
        notes);
  }

  private static Side side(String name, List<StoredRun> runs) {
    return new Side(
        name,
        runs.stream().map(r -> r.run().id()).toList(),
        runs.stream()
            .map(r -> r.run().git())
            .filter(git -> git != null)
            .map(Run.Git::commit)
            .distinct()
            .toList());
  }

  private Set<Point> common() {
    Set<Point> common = new LinkedHashSet<>(candidateValues.points());
    common.retainAll(baseValues.points());
    return common;
  }

  /** A point that only one side has must not vanish in silence. */
  private List<String> unmatched() {
    List<String> notes = new ArrayList<>();
    only(baseValues, candidateValues).forEach(p -> notes.add("only the base has " + titled(p)));
    only(candidateValues, baseValues)
        .forEach(p -> notes.add("only the candidate has " + titled(p)));
    return notes;
  }

  private static Set<Point> only(RunValues of, RunValues not) {
    Set<Point> points = new LinkedHashSet<>(of.points());
    points.removeAll(not.points());
    return points;
  }

  private static String titled(Point point) {
    return "%s %s, %d writers (%s)"
        .formatted(point.variant(), point.benchmark(), point.writers(), point.threadKind().label());
  }

  private List<LogEffect> effects(boolean primaries, Estimator estimator) {
    List<LogEffect> effects = new ArrayList<>();
    for (Point point : common()) {
      for (Metric metric : Metric.values()) {
        boolean isPrimary = metric == primary.of(point.variant());
        if (isPrimary == primaries) {
          LogEffect effect = estimator.effect(point, metric);
          if (isPrimary || effect.samples() > 0) {
            effects.add(effect);
          }
        }
      }
    }
    return effects;
  }

  private interface Estimator {
    LogEffect effect(Point point, Metric metric);
  }

  private LogEffect bySession(Point point, Metric metric) {
    double[] before = baseValues.sessions(point, metric);
    double[] after = candidateValues.sessions(point, metric);
    if (before.length < Comparability.LEAST_SESSIONS || after.length == 0) {
      return LogEffect.none(
          point, metric, margins.of(point, metric), "too few sessions hold this metric");
    }
    Interval interval = SessionSpread.effect(before, after, rules.confidence());
    return effect(
        point,
        metric,
        before,
        after,
        (interval.low() + interval.high()) / 2,
        interval,
        SessionSpread.pValue(before, after));
  }

  private LogEffect byBlock(Point point, Metric metric) {
    double[] before = baseValues.blocks(point, metric);
    double[] after = candidateValues.blocks(point, metric);
    if (before.length == 0 || after.length == 0) {
      return LogEffect.none(
          point, metric, margins.of(point, metric), "one side does not hold this metric");
    }
    return effect(
        point,
        metric,
        before,
        after,
        HodgesLehmann.shift(before, after),
        RankSum.shiftInterval(before, after, rules.confidence()),
        RankSum.pValue(before, after));
  }

  private LogEffect effect(
      Point point,
      Metric metric,
      double[] before,
      double[] after,
      double center,
      Interval interval,
      double p) {
    return new LogEffect(
        point,
        metric,
        Math.exp(Spread.median(before)),
        Math.exp(Spread.median(after)),
        Math.min(before.length, after.length),
        center,
        interval,
        p,
        Spread.standardDeviation(before),
        margins.of(point, metric),
        null);
  }
}
