package org.ackmark.quorum.log;

import java.util.List;

/**
 * What a replica remembers beside its log. Immutable.
 *
 * @param promised lower terms are refused
 * @param adopted the term whose leader's history it last held completely
 * @param openings how often the replica was opened: what it said of its log before counts no more
 * @param installingLsn its records up to here are to be replaced by a snapshot that it holds; 0:
 *     nothing is to be done
 * @param runs in which terms its log was written; may reach beyond its end
 */
record TermState(Term promised, Term adopted, long openings, long installingLsn, List<Run> runs) {
  static final TermState NEW = new TermState(Term.NONE, Term.NONE, 0, 0, List.of());

  TermState {
    runs = List.copyOf(runs);
  }

  TermState withPromised(Term value) {
    return new TermState(value, adopted, openings, installingLsn, runs);
  }

  TermState opened() {
    return new TermState(promised, adopted, openings + 1, installingLsn, runs);
  }

  TermState withRuns(List<Run> value) {
    return new TermState(promised, adopted, openings, installingLsn, value);
  }

  TermState withAdopted(Term value, List<Run> newRuns) {
    return new TermState(promised, value, openings, installingLsn, newRuns);
  }

  TermState installing(long lsn) {
    return new TermState(promised, adopted, openings, lsn, runs);
  }
}
