package org.ackmark.bench.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.results.files.RunDirectory;

/**
 * What JMH wrote for each observation, one file each, until it is joined into the one that other
 * tools read. A run that was stopped keeps the parts, so that it can go on.
 */
final class JmhParts implements AutoCloseable {
  private static final String DONE = ".json";

  private final RunDirectory results;
  private final Path folder;
  private boolean discarded;

  /** The parts of a run; makes their folder. */
  JmhParts(RunDirectory results) throws IOException {
    this.results = results;
    this.folder = Files.createDirectories(results.file("parts"));
  }

  /** Where what belongs to that observation is put. */
  Path file(String name) {
    return folder.resolve(name);
  }

  /** That file is whole, and is one of the parts. */
  void done(Path file, String name) throws IOException {
    Files.move(file, folder.resolve(name + DONE));
  }

  /** The run has ended: nobody will need the parts beside what they are joined into. */
  void discard() {
    discarded = true;
  }

  /** Joins the parts, in the order in which they came. */
  @Override
  public void close() throws IOException {
    List<Path> parts =
        entries().stream()
            .filter(file -> file.toString().endsWith(DONE))
            .sorted(Comparator.comparing(JmhParts::time))
            .toList();
    if (!parts.isEmpty()) {
      results.writeJmh(parts);
    }
    if (discarded) {
      for (Path file : entries()) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private List<Path> entries() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
