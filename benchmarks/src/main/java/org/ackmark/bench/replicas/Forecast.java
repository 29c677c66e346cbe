package org.ackmark.bench.replicas;

import java.util.List;
import org.ackmark.quorum.predict.OrderStatistic;
import org.ackmark.quorum.predict.Times;

/**
 * What a commit should take, from what each replica took alone: the W-th of N to have it and to
 * have said so. Immutable.
 *
 * @param p50Ns half of the commits
 * @param p99Ns 99 in 100
 * @param networkP50Ns the part of the network: half of the commits, if syncs took no time
 * @param syncP50Ns the part of the syncs: half of the commits, if the network took no time
 */
public record Forecast(long p50Ns, long p99Ns, long networkP50Ns, long syncP50Ns) {
  private static final double HALF = 50;
  private static final double NEARLY_ALL = 99;

  /**
   * From what was seen.
   *
   * @param nodes each replica
   * @param w how many of them must answer
   */
  static Forecast of(List<Seen> nodes, int w) {
    OrderStatistic whole = statistic(nodes.stream().map(Seen::whole).toList(), w);
    return new Forecast(
        whole.percentileNs(HALF),
        whole.percentileNs(NEARLY_ALL),
        statistic(nodes.stream().map(Seen::network).toList(), w).percentileNs(HALF),
        statistic(nodes.stream().map(Seen::sync).toList(), w).percentileNs(HALF));
  }

  private static OrderStatistic statistic(List<Times> times, int w) {
    return new OrderStatistic(times, w);
  }

  /** The times of one replica: of the round trip with the sync, and of its two parts. */
  record Seen(Times whole, Times network, Times sync) {}
}
