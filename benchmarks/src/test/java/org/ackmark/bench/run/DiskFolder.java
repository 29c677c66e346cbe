package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder on the disk that the build is on: the usual temporary folder may be in memory. */
public final class DiskFolder implements AutoCloseable {
  private final Path path;

  /** Makes one. */
  public DiskFolder() throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    path = Files.createTempDirectory(target, "folder-");
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Writes a profile of short observations in it and returns its path. */
  public String profile(String variants, String workloads) throws IOException {
    Path file = path.resolve("tiny.yaml");
    Files.writeString(
        file,
        """
        description: As short as can be.
        blocks: 1
        observation:
          time: 100ms
          bytes: 4MiB
          warmUp: 50ms
        log:
          segmentBytes: 1MiB
        variants: [%s]
        workloads:
        %s\
        """
            .formatted(variants, workloads.indent(2)));
    return file.toString();
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(path)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
