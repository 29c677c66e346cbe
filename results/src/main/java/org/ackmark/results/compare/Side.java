package org.ackmark.results.compare;

import java.util.List;

/**
 * One of the two that are compared.
 *
 * @param name of the arm, or what the user called it
 * @param runs names of the runs it is from
 * @param commits the commits that were measured, each once; empty where it is not known
 */
public record Side(String name, List<String> runs, List<String> commits) {
  /** Copies the lists. */
  public Side {
    runs = List.copyOf(runs);
    commits = List.copyOf(commits);
  }
}
