package org.ackmark.results.report.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ackmark.results.Fault;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Replication;
import org.ackmark.results.Status;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.summary.Summary;

/**
 * One point of one arm: its figures, the observations behind them and their distributions.
 * Immutable.
 *
 * @param summary the figures
 * @param all every observation of it
 * @param distributions of the observations that the figures come from; a kind without times is
 *     absent
 * @param courses how each observation went from interval to interval, where it was recorded
 */
public record Measured(
    Summary summary,
    List<Observation> all,
    Map<Timing, Distribution> distributions,
    List<Course> courses) {
  /** The benchmark that offers a rate instead of waiting for acknowledgements. */
  public static final String OFFERED_LOAD = "load";

  /** The parameter that holds it. */
  public static final String OFFERED_RATE = "ratePerSecond";

  /** Copies the collections. */
  public Measured {
    all = List.copyOf(all);
    distributions = Map.copyOf(distributions);
    courses = List.copyOf(courses);
  }

  /** What was measured. */
  public Point point() {
    return summary.point();
  }

  /** The variant, with quorum and fault if there are any, and its arm where the run has several. */
  public String name() {
    String arm = summary.arm() == null ? "" : " (" + summary.arm() + ")";
    return named(point()) + arm;
  }

  /** The same of a point, which knows no arm. */
  public static String named(Point point) {
    String quorum = Replication.labelOf(point);
    String fault = Fault.of(point).map(f -> ", " + f.words()).orElse("");
    return point.variant() + quorum + fault;
  }

  /** Whether it was measured on several replicas. */
  public boolean replicated() {
    return Replication.of(point()).isPresent();
  }

  /** What was done to a replica meanwhile; empty if nothing was. */
  public Optional<Fault> fault() {
    return Fault.of(point());
  }

  /** Whether a rate was offered: then commits per second say what was asked, not what can be. */
  public boolean offered() {
    return point().benchmark().equals(OFFERED_LOAD);
  }

  /** The rate that was offered; 0 if there was none. */
  public double offeredPerSecond() {
    return point()
        .params()
        .value(OFFERED_RATE)
        .filter(Number.class::isInstance)
        .map(rate -> ((Number) rate).doubleValue())
        .orElse(0.0);
  }

  /** The observations that the figures come from. */
  public List<Observation> used() {
    return Summary.used(all);
  }

  /** How many observations ended like that. */
  public long count(Status status) {
    return all.stream().filter(o -> o.status() == status).count();
  }

  /** The distribution of those times; empty if there is none. */
  public Optional<Distribution> distribution(Timing timing) {
    return Optional.ofNullable(distributions.get(timing));
  }
}
