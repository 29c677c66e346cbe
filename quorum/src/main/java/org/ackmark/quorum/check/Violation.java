package org.ackmark.quorum.check;

import java.util.List;

/**
 * Why the operations on one key have no legal order. Immutable.
 *
 * @param operations these alone have none; without any one of the reads among them the others have
 *     one
 * @param explanation for people: a line for each step of the contradiction
 */
public record Violation(String key, Rule rule, List<Operation> operations, String explanation) {
  /** Copies the list. */
  public Violation {
    operations = List.copyOf(operations);
  }

  @Override
  public String toString() {
    return "key " + key + " (" + rule + "): " + explanation;
  }
}
