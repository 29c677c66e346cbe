package org.ackmark.results.compare;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.ackmark.results.Point;

/**
 * What the candidate does to one metric of one point. Percentages are of the base: -20 is a fifth
 * less. What could not be told is absent, and {@code note} says why.
 *
 * @param point what was measured
 * @param metric name of the metric
 * @param higherIsBetter whether a rise is good news
 * @param primary whether it is the point's declared metric; only such get a verdict
 * @param base median of the base
 * @param candidate median of the candidate
 * @param samples pairs of blocks; or the fewer of the two sides' values
 * @param effectPercent Hodges–Lehmann estimate of the change
 * @param lowPercent lower end of its interval; absent where that is unbounded
 * @param highPercent upper end; absent where unbounded
 * @param p chance of such an effect if there were none
 * @param pAdjusted p after Holm's correction over the family of primary metrics
 * @param marginPercent the change that does not matter
 * @param marginSource where the margin is from
 * @param noisePercent standard deviation of one pair, or of one session
 * @param detectablePercent the least change that would be found beside this noise
 * @param verdict absent for metrics that are not primary, and where nothing can be concluded
 * @param moreSamples about how many more blocks or sessions would decide; absent if none would or
 *     none are needed
 * @param note what a reader must know; absent if nothing
 */
public record Effect(
    @JsonUnwrapped Point point,
    String metric,
    boolean higherIsBetter,
    boolean primary,
    Double base,
    Double candidate,
    int samples,
    Double effectPercent,
    Double lowPercent,
    Double highPercent,
    Double p,
    Double pAdjusted,
    double marginPercent,
    String marginSource,
    Double noisePercent,
    Double detectablePercent,
    Verdict verdict,
    Integer moreSamples,
    String note) {

  /** Whether a change in that direction is bad news. */
  public boolean worse() {
    return effectPercent != null && effectPercent != 0 && (effectPercent > 0) != higherIsBetter;
  }
}
