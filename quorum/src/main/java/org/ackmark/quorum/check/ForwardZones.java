package org.ackmark.quorum.check;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/** The forward zones of a key, sorted by their beginnings. Not changed after it was built. */
final class ForwardZones {
  private final Clusters clusters;
  private final Zone[] zones;
  private final long[] fromNs;

  ForwardZones(Clusters clusters) {
    this.clusters = clusters;
    zones =
        IntStream.range(0, clusters.count())
            .filter(clusters::isForward)
            .mapToObj(c -> new Zone(c, clusters.earliestEndNs(c), clusters.latestStartNs(c)))
            .sorted(Comparator.comparingLong(Zone::fromNs))
            .toArray(Zone[]::new);
    fromNs = Arrays.stream(zones).mapToLong(Zone::fromNs).toArray();
  }

  /** Two that overlap: if any do, neighbours do. */
  Optional<Overlap> overlap() {
    return IntStream.range(1, zones.length)
        .filter(i -> zones[i].fromNs < zones[i - 1].toNs)
        .mapToObj(i -> new Overlap(zones[i - 1].cluster, zones[i].cluster))
        .findFirst();
  }

  /**
   * The cluster whose zone holds the zone of that backward cluster; {@link Clusters#NONE} if none
   * does. Of zones that do not overlap, only the last that begins before it can.
   */
  int around(int backward) {
    int last = Ranks.below(fromNs, clusters.latestStartNs(backward)) - 1;
    boolean holds = last >= 0 && clusters.earliestEndNs(backward) < zones[last].toNs;
    return holds ? zones[last].cluster : Clusters.NONE;
  }

  /** Two clusters. */
  record Overlap(int one, int next) {}

  private record Zone(int cluster, long fromNs, long toNs) {}
}
