package org.ackmark.bench.node;

import java.io.IOException;
import java.util.List;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalCounters;

/** A replica at work. Its service is safe for any number of threads; the rest is for one. */
public final class OpenPart implements AutoCloseable {
  private final Service service;
  private final List<Wal> logs;
  private final List<AutoCloseable> opened; // in the order in which they are closed

  OpenPart(Service service, List<Wal> logs, List<AutoCloseable> opened) {
    this.service = service;
    this.logs = logs;
    this.opened = opened;
  }

  /** What answers the requests of its protocol. */
  public Service service() {
    return service;
  }

  /** What its log has done since it was opened. */
  public WalCounters counters() {
    return logs.stream().map(Wal::counters).reduce(WalCounters.NONE, WalCounters::plus);
  }

  @Override
  public void close() throws IOException {
    Closing.all(opened);
  }
}
