package org.ackmark.results.history;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Point;
import org.ackmark.results.stats.ChangePoint;
import org.ackmark.results.stats.ChangePoints;

/**
 * One figure of one point over many runs of one machine, method and profile. Immutable.
 *
 * @param fingerprint of the machine
 * @param methodVersion of the way of measuring
 * @param profileName what the last run called its profile
 * @param profileHash hash of what was run
 * @param point what was measured
 * @param metric name of the figure
 * @param higherIsBetter whether a rise is good news
 * @param sessions the runs, oldest first
 * @param changes where the level changes, oldest first; empty where there are too few runs
 * @param annotations what happened since the last run
 */
public record Series(
    String fingerprint,
    int methodVersion,
    String profileName,
    String profileHash,
    @JsonUnwrapped Point point,
    String metric,
    boolean higherIsBetter,
    List<Session> sessions,
    List<Change> changes,
    List<Annotation> annotations) {
  /**
   * Runs from which on changes are sought. Of three before and three after, Student's t finds a
   * change of seven standard deviations; of two and three it takes twelve.
   */
  public static final int LEAST_RUNS = 6;

  /** Copies the lists. */
  public Series {
    sessions = List.copyOf(sessions);
    changes = List.copyOf(changes);
    annotations = List.copyOf(annotations);
  }

  /** The runs in which changes are sought. */
  public List<Session> sound() {
    return sessions.stream().filter(session -> !session.doubtful()).toList();
  }

  /** Whether there are enough of them. */
  public boolean enough() {
    return sound().size() >= LEAST_RUNS;
  }

  /** This series with its changes of more than that share: 0.05 is 5 %. */
  Series searched(double minMagnitude) {
    if (!enough()) {
      return this;
    }
    List<Session> sound = sound();
    double[] values = sound.stream().mapToDouble(Session::value).toArray();
    List<Change> found =
        ChangePoints.of(values, ChangePoints.WINDOW, ChangePoints.MAX_P_VALUE, minMagnitude)
            .stream()
            .map(point -> change(sound, point))
            .toList();
    return with(sessions, found, annotations);
  }

  /** This series, each annotation at the first run that began at its time or later. */
  Series annotated(List<Annotation> all) {
    List<Annotation> left =
        new ArrayList<>(all.stream().filter(note -> note.concerns(point.variant())).toList());
    List<Session> annotated = new ArrayList<>();
    for (Session session : sessions) {
      List<Annotation> notes =
          left.stream().filter(note -> !note.at().isAfter(session.startedAt())).toList();
      left.removeAll(notes);
      annotated.add(session.annotated(notes));
    }
    return with(annotated, changes, left);
  }

  private Change change(List<Session> sound, ChangePoint point) {
    double percent = point.changePercent();
    return new Change(
        sound.get(point.index() - 1).run(),
        sound.get(point.index()).run(),
        percent,
        point.meanBefore(),
        point.meanAfter(),
        point.pValue(),
        percent != 0 && (percent > 0) != higherIsBetter);
  }

  private Series with(List<Session> sessions, List<Change> changes, List<Annotation> annotations) {
    return new Series(
        fingerprint,
        methodVersion,
        profileName,
        profileHash,
        point,
        metric,
        higherIsBetter,
        sessions,
        changes,
        annotations);
  }
}
