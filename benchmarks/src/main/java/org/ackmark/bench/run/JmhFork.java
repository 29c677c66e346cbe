package org.ackmark.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.jmh.Assignment;
import org.ackmark.bench.jmh.Figure;
import org.ackmark.bench.jmh.MeterProfiler;
import org.ackmark.bench.profile.Limits;
import org.ackmark.bench.profile.Point;
import org.ackmark.results.jmh.JmhResults;

/**
 * One JMH run of one fork, one warm-up and one measured iteration, started by the host JVM of an
 * arm. Its result stays in a file, and its output in another. Blocks until the fork has ended.
 */
final class JmhFork {
  private static final String LONGEST = "2m";

  private final ArmHost host;
  private final Path resultFile;
  private final Path outputFile;

  JmhFork(ArmHost host, Path resultFile, Path outputFile) {
    this.host = host;
    this.resultFile = resultFile;
    this.outputFile = outputFile;
  }

  /**
   * Runs it.
   *
   * @param iterationNs how long JMH measures; longer than the limits say where turns are taken
   */
  ForkResult run(Point point, Assignment assignment, Limits limits, long iterationNs)
      throws IOException {
    List<String> words = words(point, assignment, limits, iterationNs);
    String failure = host.run(words, List.of(assignment.jvmArgument()));
    return failure == null ? result() : ForkResult.failed(failure);
  }

  private List<String> words(Point point, Assignment assignment, Limits limits, long iterationNs) {
    List<String> words = new ArrayList<>(BenchmarkChoice.of(point).words(point));
    words.addAll(List.of("-p", "variant=" + assignment.label()));
    words.addAll(List.of("-p", "recordBytes=" + assignment.recordBytes()));
    words.addAll(List.of("-f", "1", "-si", "false", "-foe", "true", "-to", LONGEST));
    words.addAll(List.of("-prof", MeterProfiler.class.getName()));
    words.addAll(List.of("-rf", "json", "-rff", resultFile.toString()));
    words.addAll(List.of("-o", outputFile.toString()));
    if (!point.benchmark().needsFiles()) {
      words.addAll(List.of("-wi", "1", "-w", time(limits.warmUpNs())));
      words.addAll(List.of("-i", "1", "-r", time(iterationNs)));
    }
    return words;
  }

  /** In microseconds: JMH reads a number of 32 bits. */
  private static String time(long ns) {
    return Math.max(1, ns / 1_000) + "us";
  }

  private ForkResult result() throws IOException {
    List<ObjectNode> results = JmhResults.read(resultFile);
    if (results.isEmpty()) {
      return ForkResult.failed("JMH gave no result");
    }
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    for (var metric : results.getFirst().path("secondaryMetrics").properties()) {
      JsonNode score = metric.getValue().path("score");
      Figure.labelled(metric.getKey())
          .filter(_ -> score.isNumber())
          .ifPresent(figure -> figures.put(figure, score.doubleValue()));
    }
    double score = results.getFirst().at("/primaryMetric/score").asDouble();
    return new ForkResult(figures, score, null);
  }
}
