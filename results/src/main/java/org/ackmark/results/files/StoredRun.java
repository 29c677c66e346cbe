package org.ackmark.results.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.environment.Environment;

/**
 * A run that was made before, with what comparing it needs. Immutable.
 *
 * @param path its directory
 * @param run what was asked for and how it went
 * @param environment where
 * @param observations the completed ones
 * @param torn whether a crash cut off one more
 */
public record StoredRun(
    Path path, Run run, Environment environment, List<Observation> observations, boolean torn) {
  private static final String RUN = "run.json";

  /** Copies the list. */
  public StoredRun {
    observations = List.copyOf(observations);
  }

  /**
   * Reads the run in that directory.
   *
   * @throws ResultsException if there is none, or a file of it cannot be read
   */
  public static StoredRun read(Path directory) {
    RunDirectory files = RunDirectory.open(directory);
    RunDirectory.Observations observations = files.observations();
    return new StoredRun(
        directory, files.run(), files.environment(), observations.all(), observations.torn());
  }

  /**
   * The run in that directory, or those in its sub-directories, oldest first. What is there beside
   * runs is passed over; a run that cannot be read is not.
   *
   * @throws ResultsException if there is no run at all, or one cannot be read
   */
  public static List<StoredRun> oneOrAllUnder(Path directory) {
    if (!Files.isDirectory(directory) || Files.exists(directory.resolve(RUN))) {
      return List.of(read(directory));
    }
    List<Path> runs;
    try (Stream<Path> entries = Files.list(directory)) {
      runs = entries.filter(entry -> Files.exists(entry.resolve(RUN))).toList();
    } catch (IOException e) {
      throw ResultsException.unreadable(directory, e);
    }
    if (runs.isEmpty()) {
      throw new ResultsException(directory, "holds no run");
    }
    return runs.stream()
        .map(StoredRun::read)
        .sorted((a, b) -> a.run.startedAt().compareTo(b.run.startedAt()))
        .toList();
  }

  /** Hash of what its profile asks for. */
  public String profileHash() {
    return ProfileHash.of(run.profile());
  }
}
