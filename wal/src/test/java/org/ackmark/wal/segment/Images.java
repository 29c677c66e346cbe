package org.ackmark.wal.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.ackmark.wal.sim.SimDisk;

/** What a reader sees of a whole disk. */
final class Images {
  private Images() {}

  static int hash(SimDisk disk) {
    try {
      int hash = 0;
      for (String name : disk.list()) {
        hash += 31 * name.hashCode() + Arrays.hashCode(disk.contents(name));
      }
      return hash;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
