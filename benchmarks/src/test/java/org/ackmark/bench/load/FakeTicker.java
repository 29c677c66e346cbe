package org.ackmark.bench.load;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when somebody waits; what is due meanwhile happens in its order. */
final class FakeTicker implements Ticker {
  private record Event(long atNs, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::atNs));
  private long nowNs;

  @Override
  public synchronized long nowNs() {
    return nowNs;
  }

  @Override
  public synchronized void awaitNs(long untilNs) {
    while (!events.isEmpty() && events.peek().atNs() <= untilNs) {
      Event event = events.remove();
      nowNs = Math.max(nowNs, event.atNs());
      event.what().run();
    }
    nowNs = Math.max(nowNs, untilNs);
  }

  /** Lets time pass. */
  synchronized void pass(long ns) {
    awaitNs(nowNs + ns);
  }

  /** Has something happen at a time. */
  synchronized void at(long atNs, Runnable what) {
    events.add(new Event(atNs, what));
  }
}
