package org.ackmark.quorum.tcp;

import java.util.concurrent.atomic.LongAdder;

/** What a network has done; any number of threads may count and read. */
public final class TcpCounters {
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();

  TcpCounters() {}

  void countSent() {
    sent.increment();
  }

  void countDropped() {
    dropped.increment();
  }

  void countRefused() {
    refused.increment();
  }

  /** Requests handed to a connection. */
  public long sent() {
    return sent.sum();
  }

  /** Requests that were not, as their peer was away, or too much waited for it. */
  public long dropped() {
    return dropped.sum();
  }

  /** Connections ended for what came over them. */
  public long refused() {
    return refused.sum();
  }
}
