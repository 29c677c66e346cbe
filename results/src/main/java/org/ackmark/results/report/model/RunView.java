package org.ackmark.results.report.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ackmark.results.Finding;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Run;
import org.ackmark.results.Status;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.environment.Environment;

/**
 * One run as a report sees it. Immutable.
 *
 * @param path its directory
 * @param run what was asked for and how it went
 * @param environment the machine; empty if that file is missing
 * @param findings what the doctor found; empty if that file is missing
 * @param probe the device, before, between and after the blocks
 * @param observations all of them, in the order of the file
 * @param points the same, brought together by point and arm
 * @param files names of the files of the run, sorted
 * @param comparisons of its builds, where it measured several
 * @param gaps what is missing or damaged, one sentence each
 */
public record RunView(
    Path path,
    Run run,
    Optional<Environment> environment,
    List<Finding> findings,
    List<ProbePoint> probe,
    List<Observation> observations,
    List<Measured> points,
    List<String> files,
    List<Comparison> comparisons,
    List<String> gaps) {

  /** Copies the lists. */
  public RunView {
    findings = List.copyOf(findings);
    probe = List.copyOf(probe);
    observations = List.copyOf(observations);
    points = List.copyOf(points);
    files = List.copyOf(files);
    comparisons = List.copyOf(comparisons);
    gaps = List.copyOf(gaps);
  }

  /** How many observations ended like that. */
  public long count(Status status) {
    return observations.stream().filter(o -> o.status() == status).count();
  }

  /** The points during which nothing was done to a replica: those whose figures say one thing. */
  public List<Measured> leftAlone() {
    return points.stream().filter(point -> point.fault().isEmpty()).toList();
  }

  /** The points in which clients waited for acknowledgements of a single log. */
  public List<Measured> ofSingleLogs() {
    return points.stream().filter(point -> !point.offered() && !point.replicated()).toList();
  }

  /** How many blocks were begun. */
  public int blocks() {
    return observations.stream().mapToInt(Observation::block).max().orElse(-1) + 1;
  }

  /** How often the point that was observed most was observed. */
  public int repetitions() {
    return points.stream().mapToInt(point -> point.all().size()).max().orElse(0);
  }

  /** Whether all that was measured are offered rates, each of which is a block of its own. */
  public boolean offered() {
    return points.stream().allMatch(Measured::offered);
  }

  /** The variant under a label of the profile; the label itself where the profile names none. */
  public String variantOf(String label) {
    for (var setup : run.profile().path("variants")) {
      if (setup.path("label").asText().equals(label)) {
        return setup.path("variant").asText(label);
      }
    }
    return label;
  }
}
