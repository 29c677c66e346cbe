package org.ackmark.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A filled store that has no snapshot yet. */
@State(Scope.Benchmark)
public class SnapshotState extends RigState {
  /** A variant's label, or another name that an assignment gives a meaning. */
  @Param("group")
  public String variant;

  /** Bytes of a value. */
  @Param("1024")
  public int recordBytes;

  /** Keys in the store. */
  @Param("10000")
  public int keys;

  /** Opens the store and fills it. */
  @Setup(Level.Trial)
  public void open() throws Exception {
    openRig(
        directory -> Assignment.byHand(variant, directory, recordBytes, 1).withStore(keys, 0),
        Rig::ofStore);
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    closeRig();
  }
}
