package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.spi.ForeignLog;
import org.ackmark.wal.spi.LogProvider;

/** A log that can't be opened: what becomes of the run? */
public final class BrokenProvider implements LogProvider {
  static final String NAME = "broken";
  static final String REASON = "this log never opens";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.PROCESS_CRASH;
  }

  @Override
  public ForeignLog open(Path directory) throws IOException {
    throw new IOException(REASON);
  }
}
