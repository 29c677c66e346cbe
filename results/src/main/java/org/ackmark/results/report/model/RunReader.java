package org.ackmark.results.report.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.JsonReader;
import org.ackmark.results.summary.Summary;

/**
 * Reads the files of a run. Without {@code run.json} and an observation there is no report; what
 * else is missing or damaged is left out and named. For one thread, once.
 */
public final class RunReader {
  private final RunDirectory directory;
  private final List<String> gaps = new ArrayList<>();

  private RunReader(RunDirectory directory) {
    this.directory = directory;
  }

  private record Key(Point point, String arm) {}

  /**
   * Reads the run of that directory.
   *
   * @throws ResultsException if it is no run, has another schema version, or no observation
   */
  public static RunView read(Path path) {
    if (Files.isDirectory(path) && !Files.exists(path.resolve("run.json"))) {
      throw new ResultsException(path, "not the folder of a run: there is no run.json in it");
    }
    return new RunReader(RunDirectory.open(path)).read();
  }

  private RunView read() {
    Run run = directory.run();
    RunDirectory.Observations observations = directory.observations();
    Optional<Environment> environment = optional(() -> Optional.of(directory.environment()));
    var findings = optional(() -> Optional.of(directory.findings())).orElse(List.of());
    var probe = optional(() -> Optional.of(directory.probe())).orElse(List.of());
    List<Measured> points = points(observations.all());
    if (observations.torn()) {
      gaps.add("The last line of observations.jsonl was cut off and is left out.");
    }
    return new RunView(
        directory.path(),
        run,
        environment,
        findings,
        probe,
        observations.all(),
        points,
        files(),
        comparisons(),
        gaps);
  }

  /** There is a comparison only where several builds were measured, so its absence is no gap. */
  private List<Comparison> comparisons() {
    Path file = directory.file("compare.json");
    if (!Files.exists(file)) {
      return List.of();
    }
    JsonReader reader = new JsonReader(Comparison.SCHEMA);
    return optional(() -> Optional.of(reader.list(file, Comparison.class))).orElse(List.of());
  }

  /** What a report can do without. */
  private <T> Optional<T> optional(Supplier<Optional<T>> reading) {
    try {
      return reading.get();
    } catch (ResultsException e) {
      String place = e.line().isPresent() ? ", line " + e.line().getAsInt() : "";
      gaps.add(e.file().getFileName() + place + ": " + e.problem() + ".");
      return Optional.empty();
    }
  }

  private List<Measured> points(List<Observation> observations) {
    Map<Key, List<Observation>> groups = new LinkedHashMap<>();
    for (Observation observation : observations) {
      Key key = new Key(observation.point(), observation.arm());
      groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(observation);
    }
    HistogramReader histograms = new HistogramReader(directory);
    List<Measured> points =
        groups.values().stream().map(all -> histograms.measured(summary(all), all)).toList();
    gaps.addAll(histograms.gaps());
    return points;
  }

  private static Summary summary(List<Observation> ofOnePoint) {
    return Summary.of(ofOnePoint).getFirst();
  }

  private List<String> files() {
    try (Stream<Path> entries = Files.list(directory.path())) {
      return entries
          .filter(Files::isRegularFile)
          .map(path -> path.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw ResultsException.unreadable(directory.path(), e);
    }
  }
}
