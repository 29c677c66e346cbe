package org.ackmark.wal.store;

import java.io.IOException;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;

/** What a store is opened on, again and again: a directory, and what opens the log in it. */
record Machine(Disk disk, LogOpener opener) {
  private static final long SEGMENT_BYTES = 16 << 10; // small: a test's log has several

  /** A simulated machine. */
  static Machine simulated(Variant variant) {
    return of(new SimDisk("sim"), variant);
  }

  static Machine of(Disk disk, Variant variant) {
    return new Machine(disk, LogOpener.of(WalOptions.of(variant).withSegmentBytes(SEGMENT_BYTES)));
  }

  LogStore open() throws IOException {
    return open(StoreOptions.DEFAULTS);
  }

  LogStore open(StoreOptions options) throws IOException {
    return LogStore.open(disk, opener, options);
  }

  SimDisk simDisk() {
    return (SimDisk) disk;
  }

  /** The machine as it is found after a crash at this instant; this one is not changed. */
  Machine crash(CrashClass crashClass, long seed) {
    return new Machine(simDisk().crash(crashClass, seed), opener);
  }
}
