package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;
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

  private static Wal open(Path directory, WalOptions options) throws IOException {
    return options.variant() == Variant.MEMORY
        ? Wal.open(directory, options)
        : Wal.open(disk(directory), options);
  }

  /** The disk of a folder, slowed if this JVM is to be. */
  static Disk disk(Path directory) throws IOException {
    Disk disk = new PosixDisk(directory);
    return Handicap.GIVEN.slowed(disk).orElse(disk);
  }

  static Wal open(Assignment assignment, Path directory) throws IOException {
    if (assignment.foreignLog() == null) {
      return open(directory, assignment.options());
    }
    LogProvider provider =
        foreign(assignment.foreignLog())
            .orElseThrow(() ->
                new IllegalArgumentException("no provider of log=" + assignment.foreignLog()));
    return new ForeignWal(provider, provider.open(directory));
  }
}
