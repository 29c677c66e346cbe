package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.ackmark.wal.Wal;
import org.ackmark.wal.spi.ForeignWal;
import org.ackmark.wal.spi.LogProvider;

/** Opens the log of an assignment: a variant, or a foreign log from the class path. */
public final class Logs {
  private Logs() {}

  /** The foreign logs on the class path. */
  public static List<LogProvider> foreign() {
    return ServiceLoader.load(LogProvider.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /** The foreign log of that name. */
  public static Optional<LogProvider> foreign(String name) {
    return foreign().stream().filter(p -> p.name().equals(name)).findFirst();
  }

  static Wal open(Assignment assignment, Path directory) throws IOException {
    if (assignment.foreignLog() == null) {
      return Wal.open(directory, assignment.options());
    }
    LogProvider provider =
        foreign(assignment.foreignLog())
            .orElseThrow(() ->
                new IllegalArgumentException("no provider of log=" + assignment.foreignLog()));
    return new ForeignWal(provider, provider.open(directory));
  }
}
