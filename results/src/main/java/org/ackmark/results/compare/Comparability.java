package org.ackmark.results.compare;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.results.RunStatus;
import org.ackmark.results.files.StoredRun;

/** Why runs can not be held against each other; the figures of such can only be shown. Pure. */
final class Comparability {
  /** Sessions that show by how much one machine differs from itself. */
  static final int LEAST_SESSIONS = 3;

  /** Days over which they must be spread: neighbours and thermal states change by the day. */
  static final int LEAST_DAYS = 2;

  private Comparability() {}

  /** What makes any comparison void: other methods, other profiles. */
  static List<String> methodAndProfile(List<StoredRun> base, List<StoredRun> candidate) {
    List<String> reasons = new ArrayList<>();
    difference(base, candidate, "method version", r -> String.valueOf(r.run().methodVersion()))
        .forEach(reasons::add);
    difference(base, candidate, "profile", r -> r.run().profileName() + " " + r.profileHash())
        .forEach(reasons::add);
    return reasons;
  }

  /** What makes a verdict void besides: other machines, too few sessions to know their spread. */
  static List<String> sessions(List<StoredRun> base, List<StoredRun> candidate) {
    List<String> reasons = new ArrayList<>();
    difference(base, candidate, "fingerprint of the machine", r -> r.environment().fingerprint())
        .map(reason -> reason + " (compare --across environment shows what differs)")
        .forEach(reasons::add);
    long days =
        base.stream()
            .map(r -> r.run().startedAt().atZone(ZoneOffset.UTC).toLocalDate())
            .distinct()
            .count();
    if (base.size() < LEAST_SESSIONS || days < LEAST_DAYS) {
      reasons.add(
          "the base has %d run%s of %d day%s; by how much sessions differ is known from %d runs of %d days on"
              .formatted(
                  base.size(),
                  base.size() == 1 ? "" : "s",
                  days,
                  days == 1 ? "" : "s",
                  LEAST_SESSIONS,
                  LEAST_DAYS));
    }
    Stream.concat(base.stream(), candidate.stream())
        .filter(r -> r.run().status() != RunStatus.COMPLETE)
        .forEach(r -> reasons.add("run " + r.run().id() + " is not complete"));
    return reasons;
  }

  private static Stream<String> difference(
      List<StoredRun> base,
      List<StoredRun> candidate,
      String what,
      Function<StoredRun, String> fact) {
    Set<String> all =
        Stream.concat(base.stream(), candidate.stream())
            .map(fact)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    return all.size() == 1
        ? Stream.empty()
        : Stream.of("the " + what + " is not the same: " + String.join(", ", all));
  }
}
