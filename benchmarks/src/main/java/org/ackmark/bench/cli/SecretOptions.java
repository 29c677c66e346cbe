package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.tcp.Secret;
import picocli.CommandLine.Option;

/** Where a cluster's secret comes from: never from the command line, which all can read. */
final class SecretOptions {
  private static final String VARIABLE = NodeOptions.SECRET_VARIABLE;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Holds the secret that all nodes share (default: what " + VARIABLE + " holds).")
  private Path file;

  /** The secret; empty when none is given. */
  Optional<Secret> read() {
    String text = System.getenv(VARIABLE);
    try {
      if (file != null) {
        return Optional.of(Secret.in(file));
      }
      return text == null || text.isBlank() ? Optional.empty() : Optional.of(Secret.of(text));
    } catch (NoSuchFileException e) {
      throw (UsageException)
          new UsageException("--secret-file: " + file + ": no such file").initCause(e);
    } catch (IOException e) {
      throw (UsageException)
          new UsageException("--secret-file: " + file + " can't be read").initCause(e);
    } catch (IllegalArgumentException e) {
      String from = file == null ? VARIABLE : "--secret-file " + file;
      throw (UsageException) new UsageException(from + ": " + e.getMessage()).initCause(e);
    }
  }
}
