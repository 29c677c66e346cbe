package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.ackmark.results.Arm;
import org.ackmark.results.Metric;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.stats.HodgesLehmann;
import org.ackmark.results.stats.Holm;
import org.ackmark.results.stats.SignFlip;
import org.ackmark.results.stats.SignedRank;

/**
 * Two arms of one run, block by block. Of each block and metric d = ln(candidate ÷ base); the
 * estimate is the Hodges–Lehmann median of d, its interval that of the signed ranks, p that of
 * flipping signs. With n blocks no p is below 2/2ⁿ, so a family that is too large for its blocks is
 * refused: no change could ever be found in it. Pure.
 */
public final class PairedComparison {
  private final StoredRun stored;
  private final Run run;
  private final PairedBlocks blocks;
  private final PrimaryMetrics primary;
  private final Margins margins;
  private final Rules rules;

  private PairedComparison(StoredRun stored, Margins margins, Rules rules) {
    this.stored = stored;
    this.run = stored.run();
    this.blocks = new PairedBlocks(stored.observations());
    this.primary = PrimaryMetrics.of(run);
    this.margins = margins;
    this.rules = rules;
  }

  /**
   * Holds an arm of a run against its base.
   *
   * @throws IllegalArgumentException if the run has no base, or {@code candidate} is none of its
   *     arms
   */
  public static Comparison of(StoredRun stored, Arm candidate, Margins margins, Rules rules) {
    if (stored.run().arms() == null || !stored.run().arms().contains(candidate)) {
      throw new IllegalArgumentException("candidate=" + candidate + ", no arm of the run");
    }
    List<Arm> bases = stored.run().arms(Arm.Role.BASE);
    if (bases.isEmpty()) {
      throw new IllegalArgumentException("arms=" + stored.run().arms() + ", none is the base");
    }
    return new PairedComparison(stored, margins, rules).compared(bases.getFirst(), candidate);
  }

  private Comparison compared(Arm base, Arm candidate) {
    Family family = new Family(rules);
    List<LogEffect> primaries = effects(base, candidate, true);
    List<Effect> controls = controls(family, base, candidate);
    String obstacle = obstacle(primaries);
    List<Effect> judged =
        obstacle == null ? family.judged(primaries) : family.shown(primaries, true);
    List<Effect> others = family.shown(effects(base, candidate, false), false);
    List<String> notes = new ArrayList<>(notes());
    Overall overall = Overall.of(judged, controls);
    overall.note().ifPresent(notes::add);
    return new Comparison(
        Comparison.SCHEMA,
        run.methodVersion(),
        run.profileName(),
        Design.PAIRED_BLOCKS,
        side(base),
        side(candidate),
        rules,
        blocks.count(),
        blocks.dropped(),
        Stream.concat(judged.stream(), others.stream()).toList(),
        controls,
        List.of(),
        obstacle == null ? overall.verdict() : null,
        obstacle,
        notes);
  }

  private Side side(Arm arm) {
    return new Side(arm.name(), List.of(run.id()), List.of(arm.build()));
  }

  private List<Effect> controls(Family family, Arm base, Arm candidate) {
    List<Effect> all = new ArrayList<>();
    for (Arm control : run.arms(Arm.Role.CONTROL)) {
      if (!control.equals(candidate)) {
        List<LogEffect> effects = effects(base, control, true);
        boolean able = obstacle(effects) == null;
        all.addAll(able ? family.judged(effects) : family.shown(effects, true));
      }
    }
    return all;
  }

  private List<LogEffect> effects(Arm base, Arm candidate, boolean primaries) {
    List<LogEffect> effects = new ArrayList<>();
    for (Point point : blocks.points(base.name(), candidate.name())) {
      List<PairedBlocks.Pair> pairs = blocks.pairs(point, base.name(), candidate.name());
      for (Metric metric : Metric.values()) {
        boolean isPrimary = metric == primary.of(point.variant());
        if (isPrimary == primaries) {
          LogEffect effect = effect(point, metric, pairs, note(point, base, candidate));
          if (isPrimary || effect.samples() > 0) {
            effects.add(effect);
          }
        }
      }
    }
    return effects;
  }

  private LogEffect effect(Point point, Metric metric, List<PairedBlocks.Pair> pairs, String note) {
    Margin margin = margins.of(point, metric);
    List<double[]> values = new ArrayList<>();
    for (PairedBlocks.Pair pair : pairs) {
      OptionalDouble base = metric.of(pair.base());
      OptionalDouble candidate = metric.of(pair.candidate());
      if (base.orElse(0) > 0 && candidate.orElse(0) > 0) {
        values.add(new double[] {base.getAsDouble(), candidate.getAsDouble()});
      }
    }
    if (values.isEmpty()) {
      String why = note == null ? "no block holds it for both arms" : note;
      return LogEffect.none(point, metric, margin, why);
    }
    double[] logs = values.stream().mapToDouble(v -> Math.log(v[1] / v[0])).toArray();
    return new LogEffect(
        point,
        metric,
        Spread.median(values.stream().mapToDouble(v -> v[0]).toArray()),
        Spread.median(values.stream().mapToDouble(v -> v[1]).toArray()),
        logs.length,
        HodgesLehmann.center(logs),
        SignedRank.centerInterval(logs, rules.confidence()),
        SignFlip.pValue(logs, run.seed()),
        Spread.standardDeviation(logs),
        margin,
        note);
  }

  private String note(Point point, Arm base, Arm candidate) {
    List<String> parts = new ArrayList<>();
    for (Arm arm : List.of(base, candidate)) {
      Map<String, Integer> losses = blocks.losses(point, arm.name());
      losses.forEach((why, count) -> parts.add(arm.name() + " in " + count + " blocks " + why));
    }
    return parts.isEmpty() ? null : String.join("; ", parts);
  }

  /** Why no verdict can be reached; null if one can. */
  private String obstacle(List<LogEffect> primaries) {
    if (blocks.count() == 0) {
      return "no block counts: " + blocks.dropped().size() + " were disturbed";
    }
    int family = primaries.size();
    double smallest = SignFlip.smallestPValue(blocks.count());
    if (family > 0 && Holm.largestFamily(smallest, rules.alpha()) < family) {
      return "too few blocks (%d): with them no p is below %.2g, and with %d primary metrics one must"
              .formatted(blocks.count(), smallest, family)
          + " be below %.2g; %d blocks are the least"
              .formatted(rules.alpha() / family, leastBlocks(family));
    }
    return null;
  }

  private int leastBlocks(int family) {
    int blocks = 1;
    while (Holm.largestFamily(SignFlip.smallestPValue(blocks), rules.alpha()) < family) {
      blocks++;
    }
    return blocks;
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (stored.torn()) {
      notes.add("a crash cut off the last observation");
    }
    switch (run.status()) {
      case COMPLETE -> {}
      case INTERRUPTED -> notes.add("the run was interrupted; only its blocks so far count");
      case FAILED -> notes.add("the run failed: " + run.reason());
    }
    return notes;
  }
}
