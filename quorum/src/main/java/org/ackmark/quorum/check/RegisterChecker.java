package org.ackmark.quorum.check;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Whether every register of a history is linearizable, in O(n log n): millions of operations in
 * seconds. Linearizability is local (Herlihy and Wing, 1990): the store is linearizable iff every
 * key is, so each is judged alone. Needs values that are unique among the writes of a key.
 *
 * <p>The zones of Gibbons and Korach ("Testing shared memories", SIAM J. Comput. 26(4), 1997). The
 * operations on one value are a cluster; f is its earliest end, s its latest start. One value must
 * be older than another iff f₁ &lt; s₂. If no read ends before its write begins, the values can be
 * put in an order iff no two are each older than the other, f₁ &lt; s₂ and f₂ &lt; s₁; longer
 * cycles of intervals contain such a pair. With the zone [min(f, s), max(f, s)], <em>forward</em>
 * when f &lt; s and else <em>backward</em>, there are two ways to be such a pair:
 *
 * <pre>
 *   two forward zones overlap               a backward zone lies inside a forward one
 *      f1=========s1                           f1===============s1
 *            f2=========s2                          s2-----f2
 * </pre>
 *
 * <p>An indeterminate write may have happened: it ends at +∞, and if nobody read it, it orders
 * nothing. A failed one has not happened. The initial value was written at −∞. Failed and
 * indeterminate reads say nothing.
 *
 * <p>Immutable; any number of threads may use it.
 */
public final class RegisterChecker {
  private final Set<Rule> rules;

  /** Judges by all rules. */
  public RegisterChecker() {
    this(EnumSet.allOf(Rule.class));
  }

  /** Judges by some rules only, which condemns too little: shows what each is needed for. */
  RegisterChecker(Set<Rule> rules) {
    this.rules = Set.copyOf(rules);
  }

  /**
   * Judges a history.
   *
   * @throws IllegalArgumentException when two writes of a key have the same value
   */
  public Verdict check(History history) {
    List<Violation> violations = new ArrayList<>();
    for (int[] operations : history.indexesByKey()) {
      violation(history, new Clusters(history, operations)).ifPresent(violations::add);
    }
    return new Verdict(history.size(), history.keys().size(), violations);
  }

  private Optional<Violation> violation(History history, Clusters clusters) {
    return impossibleRead(history, clusters)
        .or(() -> conflict(clusters).map(pair -> pair.explain(history, clusters)));
  }

  private Optional<Violation> impossibleRead(History history, Clusters clusters) {
    if (rules.contains(Rule.NEVER_WRITTEN) && clusters.neverWritten() != Clusters.NONE) {
      return Optional.of(neverWritten(history, clusters));
    }
    if (rules.contains(Rule.READ_BEFORE_WRITE) && clusters.beforeItsWrite() != Clusters.NONE) {
      Operation read = history.operation(clusters.beforeItsWrite());
      Operation write = history.operation(clusters.write(clusters.of(read.value())));
      return Optional.of(
          violation(
              Rule.READ_BEFORE_WRITE, read + " ended before " + write + " began", write, read));
    }
    return Optional.empty();
  }

  private static Violation neverWritten(History history, Clusters clusters) {
    Operation read = history.operation(clusters.neverWritten());
    int cluster = clusters.of(read.value());
    if (cluster == Clusters.NONE) {
      return violation(Rule.NEVER_WRITTEN, read + ", which nobody wrote", read);
    }
    Operation write = history.operation(clusters.write(cluster));
    return violation(Rule.NEVER_WRITTEN, read + ", but " + write + " did not happen", write, read);
  }

  private static Violation violation(Rule rule, String explanation, Operation... operations) {
    return new Violation(operations[0].key(), rule, List.of(operations), explanation);
  }

  private Optional<Pair> conflict(Clusters clusters) {
    ForwardZones forward = new ForwardZones(clusters);
    return overlap(forward).or(() -> inside(forward, clusters));
  }

  private Optional<Pair> overlap(ForwardZones forward) {
    if (!rules.contains(Rule.FORWARD_ZONES_OVERLAP)) {
      return Optional.empty();
    }
    return forward.overlap().map(o -> new Pair(o.one(), o.next(), Rule.FORWARD_ZONES_OVERLAP));
  }

  private Optional<Pair> inside(ForwardZones forward, Clusters clusters) {
    return IntStream.range(0, rules.contains(Rule.BACKWARD_ZONE_INSIDE) ? clusters.count() : 0)
        .filter(c -> !clusters.isForward(c))
        .filter(c -> forward.around(c) != Clusters.NONE)
        .mapToObj(c -> new Pair(forward.around(c), c, Rule.BACKWARD_ZONE_INSIDE))
        .findFirst();
  }

  /** Two clusters each of which must be older than the other. */
  private record Pair(int one, int other, Rule rule) {
    Violation explain(History history, Clusters clusters) {
      return Conflict.explain(history, clusters, one, other, rule);
    }
  }
}
