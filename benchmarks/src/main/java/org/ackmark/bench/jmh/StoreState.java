package org.ackmark.bench.jmh;

import org.ackmark.bench.profile.Replication;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;

/** A filled store that all writers share. */
@State(Scope.Benchmark)
public class StoreState extends RigState {
  /** A variant's label, or another name that an assignment gives a meaning. */
  @Param({"memory", "sync", "group"})
  public String variant;

  /** Bytes of a value. */
  @Param("1024")
  public int recordBytes;

  /** Keys in the store. */
  @Param("10000")
  public int keys;

  /** Gets in a hundred operations of the mix. */
  @Param("50")
  public int getPercent;

  /** Such as log-3-2-2-synced: protocol, N, R, W and level; none for a single log. */
  @Param(Replication.NONE)
  public String replication;

  Work put;
  Work get;
  Work mix;
  Rest rest;

  /** Opens the store and fills it. */
  @Setup(Level.Trial)
  public void open(BenchmarkParams params) throws Exception {
    openRig(
        directory ->
            Assignment.byHand(variant, directory, recordBytes, params.getThreads())
                .withStore(keys, getPercent)
                .withReplication(replication),
        Rig::ofStore);
    put = rig().put();
    get = rig().get();
    mix = rig().mix();
    rest = new Rest(rig().meter());
  }

  /** Begins an iteration. */
  @Setup(Level.Iteration)
  public void begin(IterationParams params) throws Exception {
    begin(params, rest);
  }

  /** Ends an iteration. */
  @TearDown(Level.Iteration)
  public void end() throws Exception {
    end(rest);
  }

  /** Closes the store. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    closeRig();
  }
}
