package org.ackmark.results.compare;

/** How the two sides were measured, which says what can be concluded. */
public enum Design {
  /** Arms of one run, interleaved: pairs of the same block. */
  PAIRED_BLOCKS,
  /** Runs against a stored set of runs: one value for each run. */
  SESSIONS,
  /** One run against another: blocks of two sessions, whose own difference is not known. */
  TWO_RUNS,
  /** Runs on different machines or settings of one: what the change of environment costs. */
  ENVIRONMENTS
}
