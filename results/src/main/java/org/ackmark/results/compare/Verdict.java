package org.ackmark.results.compare;

/** What is known about an effect, given a margin within which a change does not matter. */
public enum Verdict {
  /** The whole interval is worse by more than the margin, and chance is ruled out. */
  REGRESSED,
  /** The whole interval is better by more than the margin, and chance is ruled out. */
  IMPROVED,
  /** The whole interval is within the margin: it was shown that nothing that matters changed. */
  SAME,
  /** Neither: more blocks, or a quieter machine, are needed. */
  INCONCLUSIVE
}
