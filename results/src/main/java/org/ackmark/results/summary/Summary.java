package org.ackmark.results.summary;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.ackmark.results.Cost;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Status;

/**
 * One point over its blocks. Figures are medians over the observations that ran as intended; if
 * none did, over those that were disturbed or missed their rate, and {@code doubtful} says so. What
 * failed enters no figure. Immutable.
 *
 * @param point what was measured
 * @param arm which build or configuration; absent if the run had one
 * @param observations how many there are
 * @param used how many the figures come from
 * @param doubtful whether the figures come from observations that did not run as intended
 * @param worst the worst status among them all
 * @param cost medians, but {@code commits} is the total
 * @param latency medians, but {@code maxNs} is the greatest
 * @param metrics medians of the other figures that every used observation has
 * @param reasons why some are not ok, each once, in order
 */
public record Summary(
    Point point,
    String arm,
    int observations,
    int used,
    boolean doubtful,
    Status worst,
    Cost cost,
    Latency latency,
    SortedMap<String, Double> metrics,
    List<String> reasons) {

  /** From bad to worse; a skipped block says less about a point than a failed one. */
  private static final List<Status> BY_SEVERITY =
      List.of(Status.OK, Status.SKIPPED, Status.DISTURBED, Status.MISSED, Status.FAILED);

  /** Copies what could change. */
  public Summary {
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    reasons = List.copyOf(reasons);
  }

  private record Key(Point point, String arm) {}

  /** One summary for each point and arm, in the order of their first observation. */
  public static List<Summary> of(List<Observation> observations) {
    Map<Key, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation observation : observations) {
      Key key = new Key(observation.point(), observation.arm());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(observation);
    }
    return groups.entrySet().stream().map(e -> summary(e.getKey(), e.getValue())).toList();
  }

  /** Whether there are figures at all. */
  public boolean measured() {
    return used > 0;
  }

  private static Summary summary(Key key, List<Observation> all) {
    List<Observation> used = used(all);
    return new Summary(
        key.point,
        key.arm,
        all.size(),
        used.size(),
        used.stream().anyMatch(observation -> observation.status() != Status.OK),
        worst(all),
        cost(used),
        latency(used),
        metrics(used),
        all.stream().map(Observation::why).filter(Objects::nonNull).distinct().toList());
  }

  /** The observations of one point that its figures come from. */
  public static List<Observation> used(List<Observation> all) {
    List<Observation> sound = all.stream().filter(o -> o.status() == Status.OK).toList();
    return sound.isEmpty()
        ? all.stream()
            .filter(o -> o.status() == Status.DISTURBED || o.status() == Status.MISSED)
            .toList()
        : sound;
  }

  private static Status worst(List<Observation> all) {
    return worst(all.stream().map(Observation::status));
  }

  /** The worst status of several points. */
  public static Status worstOf(Collection<Summary> summaries) {
    return worst(summaries.stream().map(Summary::worst));
  }

  private static Status worst(Stream<Status> statuses) {
    return statuses.max(Comparator.comparingInt(BY_SEVERITY::indexOf)).orElseThrow();
  }

  private static Cost cost(List<Observation> used) {
    List<Cost> costs = used.stream().map(Observation::cost).toList();
    Double perSecond = Median.of(costs, Cost::commitsPerSecond);
    return new Cost(
        perSecond == null ? null : (Long) costs.stream().mapToLong(Cost::commits).sum(),
        perSecond,
        Median.of(costs, Cost::writesPerCommit),
        Median.of(costs, Cost::syncsPerCommit),
        Median.of(costs, Cost::bytesPerCommit),
        Median.of(costs, Cost::deviceFlushesPerSync),
        Median.of(costs, Cost::efficiency),
        Median.of(costs, Cost::allocatedBytesPerCommit));
  }

  private static Latency latency(List<Observation> used) {
    List<Latency> parts = used.stream().map(Observation::latency).toList();
    return new Latency(
        Median.ofLong(parts, Latency::p50Ns),
        Median.ofLong(parts, Latency::p99Ns),
        Median.ofLong(parts, Latency::p999Ns),
        parts.stream().map(Latency::maxNs).filter(Objects::nonNull).max(Long::compare).orElse(null),
        skipped(parts));
  }

  private static String skipped(List<Latency> parts) {
    return parts.stream()
        .map(Latency::percentilesSkipped)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(parts.stream().allMatch(part -> part.maxNs() != null) ? null : "not measured");
  }

  private static SortedMap<String, Double> metrics(List<Observation> used) {
    SortedMap<String, Double> medians = new TreeMap<>();
    for (Observation first : used.stream().limit(1).toList()) {
      for (String name : first.metrics().keySet()) {
        Double median = Median.of(used, observation -> observation.metrics().get(name));
        if (median != null) {
          medians.put(name, median);
        }
      }
    }
    return medians;
  }
}
