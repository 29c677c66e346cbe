package org.ackmark.wal.spi;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.wal.Guarantee;

/**
 * Opens logs of one kind. Named in {@code META-INF/services/org.ackmark.wal.spi.LogProvider}; has a
 * public constructor without arguments.
 */
public interface LogProvider {
  /** The name in tables and for {@code --log}; none of the built-in variants'. */
  String name();

  /**
   * What a record survives once {@link ForeignLog#await} has returned for it: the claim to check.
   */
  Guarantee guarantee();

  /** Opens the log of an empty or earlier used directory. */
  ForeignLog open(Path directory) throws IOException;
}
