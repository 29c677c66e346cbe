package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.wal.io.Disk;

/** Gives a folder to a log. */
@FunctionalInterface
public interface Disks {

  /** The disk that is that folder. */
  Disk in(Path folder) throws IOException;
}
