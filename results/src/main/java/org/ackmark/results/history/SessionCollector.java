package org.ackmark.results.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.ackmark.results.Metric;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.compare.PrimaryMetrics;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.summary.Summary;

/** Sorts what runs say, given oldest first, into series. For one thread. */
final class SessionCollector {
  private final Metric asked;
  private final Map<Key, List<Session>> sessions = new LinkedHashMap<>();
  private final Map<Key, String> profileNames = new LinkedHashMap<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  /** Collects that figure; null for the one that the profile declares. */
  SessionCollector(Metric asked) {
    this.asked = asked;
  }

  /** What two sessions must share to stand in one series. */
  private record Key(
      String fingerprint, int methodVersion, String profileHash, Point point, Metric metric) {}

  void add(StoredRun stored) {
    List<Observation> own = stored.observations().stream().filter(o -> o.arm() == null).toList();
    if (own.isEmpty()) {
      leftOut.add(new LeftOut(stored.run().id(), null, "holds only the arms of a comparison"));
    }
    PrimaryMetrics declared = PrimaryMetrics.of(stored.run());
    for (Summary summary : Summary.of(own)) {
      Point point = summary.point();
      add(stored, summary, asked == null ? declared.of(point.variant()) : asked);
    }
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  List<Series> series() {
    return sessions.entrySet().stream().map(e -> series(e.getKey(), e.getValue())).toList();
  }

  private void add(StoredRun stored, Summary summary, Metric metric) {
    Run run = stored.run();
    OptionalDouble value = metric.of(summary.cost(), summary.latency());
    if (value.isEmpty()) {
      leftOut.add(new LeftOut(run.id(), titled(summary.point()), why(summary, metric)));
      return;
    }
    Key key =
        new Key(
            stored.environment().fingerprint(),
            run.methodVersion(),
            stored.profileHash(),
            summary.point(),
            metric);
    List<Session> before = sessions.computeIfAbsent(key, _ -> new ArrayList<>());
    if (before.stream().anyMatch(session -> session.run().equals(run.id()))) {
      leftOut.add(new LeftOut(run.id(), titled(summary.point()), "the folder holds it twice"));
      return;
    }
    profileNames.put(key, run.profileName());
    before.add(session(run, summary, value.getAsDouble()));
  }

  private static Session session(Run run, Summary summary, double value) {
    return new Session(
        run.id(),
        run.startedAt(),
        run.git() == null ? null : run.git().commit(),
        value,
        summary.used(),
        summary.doubtful(),
        note(run, summary),
        List.of());
  }

  /** A failed run still says something about the points that it measured. */
  private static String note(Run run, Summary summary) {
    if (summary.doubtful()) {
      return String.join("; ", summary.reasons());
    }
    return run.status() == RunStatus.FAILED ? "the run failed: " + run.reason() : null;
  }

  private static String why(Summary summary, Metric metric) {
    return summary.measured()
        ? metric.label() + " was not measured"
        : "nothing was measured: " + String.join("; ", summary.reasons());
  }

  private static String titled(Point point) {
    return "%s %s, %d writers (%s)"
        .formatted(point.variant(), point.benchmark(), point.writers(), point.threadKind().label());
  }

  private Series series(Key key, List<Session> sessions) {
    return new Series(
        key.fingerprint,
        key.methodVersion,
        profileNames.get(key),
        key.profileHash,
        key.point,
        key.metric.label(),
        key.metric.higherIsBetter(),
        sessions,
        List.of(),
        List.of());
  }
}
