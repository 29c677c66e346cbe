package org.ackmark.bench.jmh;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One thread that writes to a log. */
@State(Scope.Thread)
public class LogWriterState {
  Writer writer;

  /** Has this thread measured. */
  @Setup(Level.Trial)
  public void join(LogState log) {
    writer = log.rig().meter().writer();
  }
}
