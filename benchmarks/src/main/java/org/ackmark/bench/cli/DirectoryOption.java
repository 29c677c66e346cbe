package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ackmark.bench.doctor.WorkDirectory;
import picocli.CommandLine.Option;

/** The directory to be measured. */
final class DirectoryOption {
  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description =
          "A directory on the disk to be measured (default: a folder ackmark-data under the"
              + " current one).")
  private Path directory;

  /** Whether one was given. */
  boolean given() {
    return directory != null;
  }

  /** What was given, or the default. */
  Path path() {
    return directory == null ? Path.of(WorkDirectory.DEFAULT_NAME) : directory;
  }

  /** The directory; or, as long as the default is not there, the one that it would be made in. */
  Path existing() throws IOException {
    return directory == null && !Files.exists(path()) ? Path.of("").toAbsolutePath() : path();
  }
}
