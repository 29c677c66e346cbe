package org.ackmark.quorum.log;

import org.ackmark.quorum.net.NodeId;

/**
 * One start of a leader. Terms ascend; two leaders never have the same one, and a leader never has
 * one twice, since it stores a term before it uses it. A term is not a log's epoch: that each
 * replica counts for itself.
 *
 * @param count how many starts there were, as far as the leader had heard
 * @param leader its number
 */
public record Term(long count, int leader) implements Comparable<Term> {
  /** Before the first start. */
  public static final Term NONE = new Term(0, 0);

  /** Checks the numbers. */
  public Term {
    if (count < 0 || leader < 0) {
      throw new IllegalArgumentException("count=" + count + " leader=" + leader);
    }
  }

  /** The lowest term of that leader above this one. */
  Term next(NodeId self) {
    return new Term(count + 1, self.number());
  }

  boolean isAbove(Term other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Term other) {
    int byCount = Long.compare(count, other.count);
    return byCount != 0 ? byCount : Integer.compare(leader, other.leader);
  }

  @Override
  public String toString() {
    return count + "." + leader;
  }
}
