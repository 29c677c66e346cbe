package org.ackmark.results.ci;

/** What something means for a build, the worst first. */
enum Outcome {
  /** Confirmed to be worse. */
  REGRESSED,
  /** Nothing can be said: neither good news nor bad. */
  INCONCLUSIVE,
  /** Confirmed to be better. */
  IMPROVED,
  /** Shown not to have changed by more than the margin. */
  SAME
}
