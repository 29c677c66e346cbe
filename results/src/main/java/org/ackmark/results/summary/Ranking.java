package org.ackmark.results.summary;

import java.util.Comparator;
import org.ackmark.results.Replication;

/** The order in which points of the same work are shown. */
public final class Ranking {
  /**
   * Strongest guarantee first; then what differs in load; then fewer replicas, and fewer of them to
   * wait for; then the fastest first.
   */
  public static final Comparator<Summary> ORDER =
      Comparator.comparing((Summary s) -> s.point().guarantee(), Comparator.reverseOrder())
          .thenComparing(s -> s.point().threadKind())
          .thenComparingInt(s -> s.point().writers())
          .thenComparing(s -> Replication.of(s.point()).map(Replication::replicas).orElse(1))
          .thenComparing(s -> Replication.of(s.point()).map(Replication::writeQuorum).orElse(1))
          .thenComparing(s -> s.arm() == null ? "" : s.point().variant())
          .thenComparing(Comparator.comparingDouble(Ranking::rate).reversed())
          .thenComparing(s -> s.point().variant());

  private Ranking() {}

  private static double rate(Summary summary) {
    Double rate = summary.cost().commitsPerSecond();
    return rate == null ? -1 : rate;
  }
}
