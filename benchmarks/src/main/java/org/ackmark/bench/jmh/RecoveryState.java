package org.ackmark.bench.jmh;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.wal.Wal;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The files of a log whose process died. */
@State(Scope.Benchmark)
public class RecoveryState extends RigState {
  /** A variant's label, or another name that an assignment gives a meaning. */
  @Param("group")
  public String variant;

  /** Payload of a record. */
  @Param("1024")
  public int recordBytes;

  /** Bytes of records in the log. */
  @Param("16777216")
  public long logBytes;

  private Assignment assignment;
  private Path crashed;
  private Wal opened;

  /** Writes the log and abandons it. */
  @Setup(Level.Trial)
  public void crash() throws Exception {
    assignment =
        assignment(directory ->
            Assignment.byHand(variant, directory, recordBytes, 1).withLogBytes(logBytes));
    Path directory = Path.of(assignment.directory());
    crashed = directory.resolve("crashed");
    CrashedLog.make(assignment, directory.resolve("log"), crashed);
  }

  long open() throws IOException {
    opened = Logs.open(assignment, crashed);
    return opened.appendedLsn();
  }

  /** Closes the log. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    if (opened != null) {
      opened.close();
    }
    closeRig();
  }
}
