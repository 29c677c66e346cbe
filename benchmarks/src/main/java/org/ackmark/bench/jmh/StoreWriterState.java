package org.ackmark.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread that uses a store. */
@State(Scope.Thread)
public class StoreWriterState {
  Writer writer;

  /** Has this thread measured. */
  @Setup(Level.Trial)
  public void join(StoreState store) {
    writer = store.rig().meter().writer();
  }
}
