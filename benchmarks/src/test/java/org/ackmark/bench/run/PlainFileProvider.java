package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Path;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.spi.ForeignLog;
import org.ackmark.wal.spi.LogProvider;

/** Offers the {@link PlainFileLog}. */
public final class PlainFileProvider implements LogProvider {
  static final String NAME = "plain-file";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Guarantee guarantee() {
    return Guarantee.POWER_LOSS;
  }

  @Override
  public ForeignLog open(Path directory) throws IOException {
    return new PlainFileLog(directory);
  }
}
