package org.ackmark.bench.node;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.WalCounters;

/** A replica at work. Its service is safe for any number of threads; the rest is for one. */
public final class OpenPart implements AutoCloseable {
  private final Service service;
  private final Supplier<WalCounters> counters;
  private final List<AutoCloseable> opened; // in the order in which they are closed

  OpenPart(Service service, Supplier<WalCounters> counters, List<AutoCloseable> opened) {
    this.service = service;
    this.counters = counters;
    this.opened = opened;
  }

  /** What answers the requests of its protocol. */
  public Service service() {
    return service;
  }

  /** What its log has done since it was opened. */
  public WalCounters counters() {
    return counters.get();
  }

  @Override
  public void close() throws IOException {
    Closing.all(opened);
  }
}
