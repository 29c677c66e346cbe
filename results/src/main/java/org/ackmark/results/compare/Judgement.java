package org.ackmark.results.compare;

import org.ackmark.results.stats.Interval;

/** From an effect and its interval to a verdict. Pure. */
final class Judgement {
  private Judgement() {}

  /**
   * The verdict, in natural logarithms of the ratio of candidate to base.
   *
   * @param interval of the effect
   * @param pAdjusted after the correction of the family
   * @param margin the change that does not matter
   * @param alpha greatest p that rules out chance
   * @param higherIsBetter whether a rise is good news
   */
  static Verdict of(
      Interval interval, double pAdjusted, double margin, double alpha, boolean higherIsBetter) {
    if (interval.low() >= -margin && interval.high() <= margin) {
      return Verdict.SAME;
    }
    boolean risen = interval.low() > margin;
    boolean fallen = interval.high() < -margin;
    if (pAdjusted > alpha || !(risen || fallen)) {
      return Verdict.INCONCLUSIVE;
    }
    return risen == higherIsBetter ? Verdict.IMPROVED : Verdict.REGRESSED;
  }
}
