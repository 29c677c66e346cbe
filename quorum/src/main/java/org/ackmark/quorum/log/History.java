package org.ackmark.quorum.log;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * In which terms a log was written, and where it ends. An LSN and its term name one record for
 * ever, and everything before it: so two logs agree up to the highest LSN at which both name the
 * same term (Ongaro and Ousterhout's log matching). Of what is below a low-water mark the terms may
 * be forgotten. Immutable.
 *
 * @param runs ascending in term and LSN; those that would begin above the end are left out
 * @param lastLsn the last record
 */
record History(List<Run> runs, long lastLsn) {
  static final History EMPTY = new History(List.of(), 0);

  History {
    runs = runs.stream().filter(run -> run.firstLsn() <= lastLsn).toList();
  }

  /** The term in which that record was written; {@link Term#NONE} when it is not known. */
  Term termAt(long lsn) {
    Term term = Term.NONE;
    for (Run run : runs) {
      term = run.firstLsn() <= lsn ? run.term() : term;
    }
    return term;
  }

  /** The lowest LSN whose term is known; one above the end when there is none. */
  long knownFromLsn() {
    return runs.isEmpty() ? lastLsn + 1 : runs.getFirst().firstLsn();
  }

  /**
   * The last LSN up to which this log and {@code leaders} agree; empty when that is further down
   * than one of the two remembers.
   */
  OptionalLong agreesUpTo(History leaders) {
    for (int i = runs.size() - 1; i >= 0; i--) {
      for (int j = leaders.runs.size() - 1; j >= 0; j--) {
        if (runs.get(i).term().equals(leaders.runs.get(j).term())) {
          return OptionalLong.of(Math.min(endOf(i), leaders.endOf(j)));
        }
      }
    }
    boolean known = knownFromLsn() <= 1 && leaders.knownFromLsn() <= 1;
    return known ? OptionalLong.of(0) : OptionalLong.empty();
  }

  private long endOf(int run) {
    return run + 1 < runs.size() ? runs.get(run + 1).firstLsn() - 1 : lastLsn;
  }

  /** The same up to {@code lsn}. */
  History upTo(long lsn) {
    return new History(runs, Math.min(lsn, lastLsn));
  }

  /** The same without the terms of what a log that begins with {@code firstLsn} has forgotten. */
  History from(long firstLsn) {
    return new History(trimmed(runs, firstLsn), lastLsn);
  }

  /** The runs of a log that holds this history and goes on in {@code term}. */
  List<Run> goingOnIn(Term term) {
    List<Run> all = new ArrayList<>(runs);
    all.add(new Run(term, lastLsn + 1));
    return List.copyOf(all);
  }

  /** Those runs that say anything of a log that begins with {@code firstLsn}. */
  static List<Run> trimmed(List<Run> runs, long firstLsn) {
    int from = 0;
    while (from + 1 < runs.size() && runs.get(from + 1).firstLsn() < firstLsn) {
      from++;
    }
    return runs.subList(from, runs.size());
  }

  /**
   * The runs of a log that takes over {@code leaders}: what is further down than the leader
   * remembers it knows better itself.
   */
  static List<Run> merged(List<Run> own, List<Run> leaders) {
    if (leaders.isEmpty()) {
      return leaders;
    }
    long knownFromLsn = leaders.getFirst().firstLsn();
    List<Run> all = new ArrayList<>();
    own.stream().filter(run -> run.firstLsn() < knownFromLsn).forEach(all::add);
    all.addAll(leaders);
    return List.copyOf(all);
  }
}
