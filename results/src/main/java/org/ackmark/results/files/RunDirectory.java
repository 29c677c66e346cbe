package org.ackmark.results.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.results.Finding;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.SchemaVersion;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.jmh.JmhResults;
import org.ackmark.results.json.JsonReader;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.latency.HistogramFiles;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;

/**
 * The files of one run. Made by {@link #create} or {@link #createAt} for a run that begins, by
 * {@link #open} for one that was made before.
 *
 * <p>What is written is redacted, replaced as a whole and synced when a call returns. Every problem
 * is a {@link ResultsException}. Safe for many threads that write different files.
 */
public final class RunDirectory {
  /** Name of the file of all probes. */
  public static final String PROBE = "probe.json";

  /** Name of the file of all observations. */
  public static final String OBSERVATIONS = "observations.jsonl";

  private static final String RUN = "run.json";
  private static final String ENVIRONMENT = "environment.json";
  private static final String DOCTOR = "doctor.json";
  private static final String JMH = "jmh.json";

  /** Runs that begin in the same second. */
  private static final int MOST_ATTEMPTS = 100;

  private final Path path;
  private final Redactor redactor;
  private final JsonReader reader;

  private RunDirectory(Path path, Redactor redactor, SchemaVersion version) {
    this.path = path;
    this.redactor = redactor;
    this.reader = new JsonReader(version);
  }

  /** The observations that were completed, and whether a crash cut off one more. */
  public record Observations(List<Observation> all, boolean torn) {
    /** Copies the list. */
    public Observations {
      all = List.copyOf(all);
    }
  }

  /** Makes the directory of a run under that folder, named by time and profile. */
  public static RunDirectory create(
      Path runs, Instant startedAt, String profileName, Redactor redactor) {
    try {
      Files.createDirectories(runs);
      for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
        Path path = runs.resolve(RunName.of(startedAt, profileName, attempt));
        if (made(path)) {
          return new RunDirectory(path, redactor, SchemaVersion.CURRENT);
        }
      }
    } catch (IOException e) {
      throw ResultsException.unwritable(runs, e);
    }
    throw new ResultsException(runs, MOST_ATTEMPTS + " runs began in the same second");
  }

  /**
   * Makes the directory of a run at that place, where there may be an empty one.
   *
   * @throws ResultsException if something is there
   */
  public static RunDirectory createAt(Path path, Redactor redactor) {
    try {
      Files.createDirectories(path);
      try (Stream<Path> entries = Files.list(path)) {
        if (entries.findAny().isPresent()) {
          throw new ResultsException(path, "not empty: results of two runs are not mixed");
        }
      }
      return new RunDirectory(path, redactor, SchemaVersion.CURRENT);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw new ResultsException(path, 0, "not a directory", e);
    } catch (IOException e) {
      throw ResultsException.unwritable(path, e);
    }
  }

  /**
   * Makes sure that files can be made at that place, or where it would be made; leaves nothing.
   *
   * @throws ResultsException if none can
   */
  public static void requireWritable(Path path) {
    Path there = path.toAbsolutePath().normalize();
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      throw new ResultsException(there, "not a directory");
    }
    try {
      Files.delete(Files.createTempFile(there, ".ackmark-", ".tmp"));
    } catch (IOException e) {
      throw ResultsException.unwritable(path, e);
    }
  }

  /**
   * Opens the directory of a run that was made before.
   *
   * @throws ResultsException if there is none, or its schema version cannot be read
   */
  public static RunDirectory open(Path path) {
    if (!Files.isDirectory(path)) {
      throw new ResultsException(
          path, Files.exists(path) ? "not a directory" : "no such directory");
    }
    return new RunDirectory(path, Redactor.none(), version(path.resolve(RUN)));
  }

  /**
   * Opens the directory of a run that goes on.
   *
   * @throws ResultsException if there is none, or its schema version is not the one written
   */
  public static RunDirectory reopen(Path path, Redactor redactor) {
    RunDirectory there = open(path);
    String version = there.run().schemaVersion().toString();
    if (!version.equals(SchemaVersion.CURRENT.toString())) {
      throw new ResultsException(
          path.resolve(RUN),
          "schemaVersion " + version + " is not written any more, only " + SchemaVersion.CURRENT);
    }
    return new RunDirectory(path, redactor, SchemaVersion.CURRENT);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The name of the run. */
  public String id() {
    return path.toAbsolutePath().normalize().getFileName().toString();
  }

  /** Where a file of that name is, or would be: a histogram, a report. */
  public Path file(String name) {
    return path.resolve(name);
  }

  /** Whether there is a file of that name. */
  public boolean exists(String name) {
    return Files.exists(file(name));
  }

  /** Writes {@code run.json}; a run does so when it begins and when it ends. */
  public void write(Run run) {
    write(RUN, run);
  }

  /** Writes {@code environment.json}; what it holds of the machine's identity is hidden in it. */
  public void write(Environment environment) {
    replace(ENVIRONMENT, JsonText.pretty(environment, redactor.hiding(environment)));
  }

  /** Writes {@code doctor.json}. */
  public void writeFindings(List<Finding> findings) {
    write(DOCTOR, findings);
  }

  /** Writes {@code probe.json}: every probe so far. */
  public void writeProbe(List<ProbePoint> points) {
    write(PROBE, points);
  }

  /** Begins {@code observations.jsonl}. */
  public ObservationLog observationLog() {
    return new ObservationLog(file(OBSERVATIONS), redactor);
  }

  /** Writes {@code jmh.json} from the files that the single JMH runs wrote. */
  public void writeJmh(List<Path> parts) {
    write(JMH, JmhResults.merged(parts));
  }

  /**
   * Writes the times of one observation: all intervals to {@code <name>.hlog}, and the distribution
   * of each kind to {@code <name>-service.hgrm} and {@code <name>-response.hgrm}.
   */
  public void writeHistograms(String name, List<LatencyInterval> intervals) {
    HistogramFiles.writeLog(file(name + ".hlog"), intervals);
    for (Timing timing : Timing.values()) {
      LatencyHistogram all = LatencyInterval.merged(intervals, timing);
      if (all.count() > 0) {
        HistogramFiles.writePercentiles(file(name + "-" + timing.label() + ".hgrm"), all);
      }
    }
  }

  /** Writes a file of another kind as JSON. */
  public void write(String name, Object value) {
    replace(name, JsonText.pretty(value, redactor));
  }

  /** Reads {@code run.json}. */
  public Run run() {
    return reader.object(file(RUN), Run.class);
  }

  /** Reads {@code environment.json}. */
  public Environment environment() {
    return reader.object(file(ENVIRONMENT), Environment.class);
  }

  /** Reads {@code doctor.json}. */
  public List<Finding> findings() {
    return reader.list(file(DOCTOR), Finding.class);
  }

  /** Reads {@code probe.json}. */
  public List<ProbePoint> probe() {
    return reader.list(file(PROBE), ProbePoint.class);
  }

  /**
   * Reads {@code observations.jsonl}.
   *
   * @throws ResultsException if there is no complete observation in it
   */
  public Observations observations() {
    JsonReader.Lines<Observation> lines = reader.lines(file(OBSERVATIONS), Observation.class);
    if (lines.values().isEmpty()) {
      throw new ResultsException(file(OBSERVATIONS), "holds no complete observation");
    }
    return new Observations(lines.values(), lines.torn());
  }

  /** Reads {@code observations.jsonl}, which may hold nothing yet, or one that was cut off. */
  public List<Observation> completeObservations() {
    return reader.lines(file(OBSERVATIONS), Observation.class).values();
  }

  private void replace(String name, String text) {
    DurableFile.replace(file(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean made(Path path) throws IOException {
    try {
      Files.createDirectory(path);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  private static SchemaVersion version(Path runFile) {
    String text =
        Optional.ofNullable(JsonReader.tree(runFile).get("schemaVersion"))
            .map(JsonNode::textValue)
            .orElseThrow(() -> new ResultsException(runFile, "schemaVersion is missing"));
    try {
      SchemaVersion version = SchemaVersion.parse(text);
      if (version.readable()) {
        return version;
      }
    } catch (IllegalArgumentException e) {
      throw new ResultsException(runFile, 0, e.getMessage(), e);
    }
    throw new ResultsException(
        runFile,
        "schemaVersion " + text + " cannot be read, only " + SchemaVersion.CURRENT.major() + ".x");
  }
}
