package org.ackmark.bench.profile;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a run would take. Immutable.
 *
 * @param schedule the run list
 * @param timeNs about how long
 * @param maxBytes most bytes that would be written
 */
public record Estimate(Schedule schedule, long timeNs, long maxBytes) {
  private static final double GB = 1e9;

  /** What the profile would take on a machine of such costs. */
  public static Estimate of(Profile profile, Schedule schedule, CostModel cost) {
    int probes = profile.blocks() + 1;
    Limits limits = profile.limits();
    double timeNs = sum(schedule, p -> cost.timeNs(p, limits)) + (double) probes * cost.probeNs();
    double bytes =
        sum(schedule, p -> cost.maxBytes(p, limits)) + (double) probes * cost.probeBytes();
    return new Estimate(schedule, (long) timeNs, (long) bytes);
  }

  /** One line, such as {@code 32 observations, about 2 min 26 s, at most 9.1 GB written}. */
  public String summary() {
    return String.format(
        Locale.ROOT,
        "%d observation%s, about %s, at most %.1f GB written",
        schedule.observations().size(),
        schedule.observations().size() == 1 ? "" : "s",
        duration(Math.round(timeNs / 1e9)),
        maxBytes / GB);
  }

  private static String duration(long seconds) {
    long minutes = seconds / 60;
    if (minutes == 0) {
      return seconds + " s";
    }
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }

  private static double sum(Schedule schedule, ToDoubleFunction<Point> cost) {
    return schedule.blocks().stream()
        .mapToDouble(block -> block.stream().mapToDouble(cost).sum())
        .sum();
  }
}
