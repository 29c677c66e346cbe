package org.ackmark.results.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Fingerprint;

/**
 * What differs between the machines of two runs, as far as it may tell why their figures do: first
 * the stable facts, which make another fingerprint, then the others.
 *
 * <p>Names, paths and serial numbers are never shown; that they are others is. What is hidden on
 * one side counts as equal: nothing can be said of it. Immutable and safe to share.
 *
 * @param fact its name, as in the file of the environment
 * @param base its value for the base; {@code absent} if there is none
 * @param candidate its value for the candidate
 * @param stable whether it stays the same unless somebody changes the machine
 */
public record EnvironmentDifference(String fact, String base, String candidate, boolean stable) {
  private static final String ABSENT = "absent";

  /** What differs from the base to the candidate, stable facts first, each part by name. */
  public static List<EnvironmentDifference> between(Environment base, Environment candidate) {
    List<EnvironmentDifference> all = new ArrayList<>();
    add(all, Fingerprint.facts(base), Fingerprint.facts(candidate), true);
    add(all, MinorFacts.exact(base), MinorFacts.exact(candidate), false);
    all.addAll(MinorFacts.identities(base, candidate));
    all.addAll(MinorFacts.moved(base, candidate));
    return List.copyOf(all);
  }

  /** The difference in words. */
  public String sentence() {
    return fact + ": " + base + " in the base, " + candidate + " in the candidate";
  }

  private static void add(
      List<EnvironmentDifference> all,
      Map<String, String> base,
      Map<String, String> candidate,
      boolean stable) {
    Set<String> facts = new TreeSet<>(base.keySet());
    facts.addAll(candidate.keySet());
    for (String fact : facts) {
      String before = base.getOrDefault(fact, ABSENT);
      String after = candidate.getOrDefault(fact, ABSENT);
      if (!Redacted.mayBeEqual(before, after)) {
        all.add(new EnvironmentDifference(fact, before, after, stable));
      }
    }
  }
}
