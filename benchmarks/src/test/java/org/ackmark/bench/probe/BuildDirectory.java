package org.ackmark.bench.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** An empty folder below the build's: on a disk more often than the temporary folder is. */
final class BuildDirectory implements AutoCloseable {
  private final Path path;

  BuildDirectory() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    path = Files.createTempDirectory(target.toAbsolutePath(), "probe-test-");
  }

  Path path() {
    return path;
  }

  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Override
  public void close() throws IOException {
    for (String name : names()) {
      Files.delete(path.resolve(name));
    }
    Files.delete(path);
  }
}
