package org.ackmark.results.report.model;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.latency.HistogramFiles;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;
import org.ackmark.results.summary.Summary;

/**
 * Reads the histogram logs of one point after another and keeps what charts need: whole histograms
 * of hundreds of observations would not fit. Blocks are added, never averaged. For one thread.
 */
final class HistogramReader {
  /** Of more than this many gaps, the rest is counted. */
  private static final int MOST_NAMED = 3;

  private final RunDirectory directory;
  private final List<String> faults = new ArrayList<>();

  HistogramReader(RunDirectory directory) {
    this.directory = directory;
  }

  Measured measured(Summary summary, List<Observation> all) {
    List<Observation> used = Summary.used(all);
    Map<Timing, LatencyHistogram> sums = new EnumMap<>(Timing.class);
    List<Course> courses = new ArrayList<>();
    for (Observation observation : all) {
      List<LatencyInterval> intervals = intervals(observation);
      courses.addAll(CourseReader.courses(observation, intervals));
      if (used.contains(observation)) {
        intervals.forEach(interval ->
            sums.computeIfAbsent(interval.timing(), _ -> new LatencyHistogram())
                .add(interval.histogram()));
      }
    }
    return new Measured(summary, all, distributions(sums), courses);
  }

  /** What could not be read, one sentence each. */
  List<String> gaps() {
    List<String> gaps = new ArrayList<>(faults.subList(0, Math.min(MOST_NAMED, faults.size())));
    if (faults.size() > MOST_NAMED) {
      gaps.add(faults.size() - MOST_NAMED + " more histogram files can not be read.");
    }
    return gaps;
  }

  private List<LatencyInterval> intervals(Observation observation) {
    String name = observation.histogram();
    if (name == null) {
      return List.of();
    }
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      faults.add("The histogram " + name + " is not a file of the run.");
      return List.of();
    }
    try {
      return HistogramFiles.readLog(directory.file(name + ".hlog"));
    } catch (ResultsException e) {
      faults.add(name + ".hlog: " + e.problem() + ".");
      return List.of();
    }
  }

  private static Map<Timing, Distribution> distributions(Map<Timing, LatencyHistogram> sums) {
    Map<Timing, Distribution> distributions = new EnumMap<>(Timing.class);
    sums.forEach(
        (timing, sum) -> Distribution.of(sum).ifPresent(found -> distributions.put(timing, found)));
    return distributions;
  }
}
