package org.ackmark.bench.nic;

import java.util.List;
import java.util.Locale;
import org.ackmark.bench.probe.Figures;
import org.ackmark.results.ProbePoint;

/** What the network costs, in a few lines of 100 columns. */
public final class NicText {
  private static final String ROW = "%-21s%10s%10s%10s%10s%10s%n";

  private NicText() {}

  /**
   * A table of round trips, and what they mean.
   *
   * @param where the other end is, such as loopback
   */
  public static String render(String where, List<ProbePoint> points) {
    StringBuilder text = new StringBuilder(String.format("%nnetwork (%s)%n", where));
    String title = "answer of " + Figures.size(NicProbe.ANSWER_BYTES);
    text.append(String.format(ROW, title, "p50", "p99", "p99.9", "max", "per s"));
    points.forEach(point -> text.append(row(point)));
    points.stream().filter(NicText::stream).forEach(point -> text.append(bandwidth(point)));
    points.stream().filter(NicText::single).forEach(point -> text.append(path(point)));
    return text.toString();
  }

  private static String row(ProbePoint point) {
    String depth = point.queueDepth() == 1 ? "" : ", " + point.queueDepth() + " at once";
    return String.format(
        ROW,
        Figures.size(point.sizeBytes()) + depth,
        Figures.time(point.latency().p50Ns()),
        Figures.time(point.latency().p99Ns()),
        Figures.time(point.latency().p999Ns()),
        Figures.time(point.latency().maxNs()),
        Figures.count(point.opsPerSecond()));
  }

  private static boolean stream(ProbePoint point) {
    return point.sizeBytes() == NicProbe.STREAM_BYTES && point.queueDepth() > 1;
  }

  private static boolean single(ProbePoint point) {
    return point.sizeBytes() == NicProbe.STREAM_BYTES && point.queueDepth() == 1;
  }

  private static String bandwidth(ProbePoint point) {
    double mebibytes = point.opsPerSecond() * point.sizeBytes() / (1 << 20);
    return String.format(Locale.ROOT, "bandwidth of one connection: %,.0f MiB/s%n", mebibytes);
  }

  private static String path(ProbePoint point) {
    return String.format(
        "T, the round trip of a group of %s to a replica, beside its sync: %s (median, idle)%n",
        Figures.size(point.sizeBytes()), Figures.time(point.latency().p50Ns()));
  }
}
