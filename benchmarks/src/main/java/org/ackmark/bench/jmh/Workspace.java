package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder of their own for benchmarks that were started by hand, below {@code -Dackmark.dir=…} or
 * the current directory; deleted when they end.
 */
final class Workspace implements AutoCloseable {
  private static final String DIRECTORY_PROPERTY = "ackmark.dir";

  private final Path folder;

  private Workspace(Path folder) {
    this.folder = folder;
  }

  static Workspace make() throws IOException {
    Path parent = Path.of(System.getProperty(DIRECTORY_PROPERTY, "."));
    return new Workspace(Files.createTempDirectory(parent.toAbsolutePath(), "ackmark-jmh-"));
  }

  String path() {
    return folder.toString();
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
