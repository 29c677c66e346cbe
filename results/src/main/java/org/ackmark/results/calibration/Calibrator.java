package org.ackmark.results.calibration;

import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.Arm;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.PairedComparison;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.stats.Power;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Learns a machine's noise from a run of a build against itself, and chooses blocks and margin.
 *
 * <p>With n blocks the margin must be (t₁ + t₂) · sd ÷ √n for an unchanged build to be found the
 * same in 8 of 10 comparisons, where t₁ is the interval's quantile and t₂ that of the power; it is
 * never below the floor that the user wants. More blocks make it smaller, until a change by a fifth
 * is found in 95 of 100; that, from 12 to 24, is how many the machine needs. Pure.
 */
public final class Calibrator {
  /** Margins below this are not asked for. */
  public static final double FLOOR_PERCENT = 3;

  static final int LEAST_BLOCKS = 12;
  static final int MOST_BLOCKS = 24;

  /** With that chance a change by a fifth should be found. */
  public static final double ENOUGH = 0.95;

  /** Of finding the same to be the same: 0.9 on each side. */
  private static final double ONE_SIDE = 0.9;

  private static final double FIFTH = Math.log(1 / 0.8);
  private static final double TENTH = Math.log(1 / 0.9);

  private final double floor;
  private final Rules rules;

  /** With that least margin. */
  public Calibrator(double floorPercent, Rules rules) {
    this.floor = new Margin(floorPercent, "floor").log();
    this.rules = rules;
  }

  /**
   * Learns from a run whose arms include its base once more.
   *
   * @throws IllegalArgumentException if it has no such arm, or too few blocks for a deviation
   */
  public Calibration calibrate(StoredRun stored) {
    List<Arm> controls = stored.run().arms(Arm.Role.CONTROL);
    if (controls.isEmpty()) {
      throw new IllegalArgumentException("run=" + stored.run().id() + ", has no control arm");
    }
    Comparison comparison =
        PairedComparison.of(stored, controls.getFirst(), Margins.all(Margin.DEFAULT), rules);
    List<Effect> effects = comparison.judged().stream().filter(e -> e.samples() > 1).toList();
    if (effects.isEmpty()) {
      throw new IllegalArgumentException(
          "run=" + stored.run().id() + ", has no two blocks that count");
    }
    int blocks = effects.stream().mapToInt(e -> blocksFor(bound(e))).max().orElseThrow();
    return new Calibration(
        Calibration.SCHEMA,
        stored.run().methodVersion(),
        stored.environment().fingerprint(),
        stored.run().profileName(),
        stored.profileHash(),
        stored.run().startedAt(),
        stored.run().id(),
        blocks,
        effects.stream().map(effect -> entry(effect, blocks)).toList());
  }

  private Calibration.Entry entry(Effect effect, int blocks) {
    double sd = bound(effect);
    double margin = margin(sd, blocks);
    return new Calibration.Entry(
        effect.point(),
        effect.metric(),
        effect.samples(),
        effect.noisePercent(),
        percent(sd),
        effect.effectPercent(),
        percent(margin),
        power(sd, blocks, FIFTH, margin),
        power(sd, blocks, TENTH, margin));
  }

  private int blocksFor(double sd) {
    return Stream.iterate(LEAST_BLOCKS, n -> n < MOST_BLOCKS, n -> n + 1)
        .filter(n -> power(sd, n, FIFTH, margin(sd, n)) >= ENOUGH)
        .findFirst()
        .orElse(MOST_BLOCKS);
  }

  double margin(double sd, int blocks) {
    double wide = sd == 0 ? 0 : Power.detectable(sd, blocks, rules.confidence(), ONE_SIDE);
    return Math.max(floor, wide);
  }

  private double power(double sd, int blocks, double effect, double margin) {
    if (sd == 0) {
      return effect > margin ? 1 : 0;
    }
    return Power.power(sd, blocks, rules.confidence(), effect, margin);
  }

  /** What the deviation is not likely to be above, at any hour, as a difference of logarithms. */
  private double bound(Effect effect) {
    return deviation(effect) * NoiseBound.factor(effect.samples());
  }

  /**
   * The deviation that would give the estimate such an interval if the noise were normal. That of
   * the values themselves says too much where a few blocks stand far out: the estimate does not
   * follow them.
   */
  private double deviation(Effect effect) {
    if (effect.lowPercent() == null || effect.highPercent() == null) {
      return Math.log1p(effect.noisePercent() / 100);
    }
    double width = Math.log1p(effect.highPercent() / 100) - Math.log1p(effect.lowPercent() / 100);
    double quantile =
        TDistribution.of(effect.samples() - 1)
            .inverseCumulativeProbability((1 + rules.confidence()) / 2);
    return width / 2 * Math.sqrt(effect.samples()) / quantile;
  }

  private static double percent(double log) {
    return 100 * Math.expm1(log);
  }
}
