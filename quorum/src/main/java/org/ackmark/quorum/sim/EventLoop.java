package org.ackmark.quorum.sim;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.ackmark.quorum.net.Timer;

/**
 * Virtual time: runs tasks one after another, in the order of their times, and of their scheduling
 * where these are equal. Time passes between tasks only. What a task throws, the caller of the loop
 * gets. For one thread.
 */
public final class EventLoop {
  private static final Comparator<Event> ORDER =
      Comparator.<Event>comparingLong(event -> event.atNs).thenComparingLong(event -> event.number);

  private final PriorityQueue<Event> events = new PriorityQueue<>(ORDER);
  private long nowNs;
  private long scheduled;
  private long ran;

  /** A loop at time 0 with nothing to do. */
  public EventLoop() {}

  private static final class Event {
    private final long atNs;
    private final long number;
    private final Runnable task;
    private boolean cancelled;

    private Event(long atNs, long number, Runnable task) {
      this.atNs = atNs;
      this.number = number;
      this.task = task;
    }
  }

  /** The time, in nanoseconds since the loop was made. */
  public long nowNs() {
    return nowNs;
  }

  /** How many tasks have run. */
  public long ran() {
    return ran;
  }

  /**
   * Has the task run once, after the delay.
   *
   * @throws IllegalArgumentException when the delay is negative
   */
  public Timer.Pending after(long delayNs, Runnable task) {
    if (delayNs < 0) {
      throw new IllegalArgumentException("delayNs=" + delayNs);
    }
    Event event = new Event(nowNs + delayNs, scheduled++, task);
    events.add(event);
    return () -> event.cancelled = true;
  }

  /** Runs the next task; false when there is none. */
  public boolean step() {
    Event event = next();
    if (event == null) {
      return false;
    }
    events.remove();
    nowNs = event.atNs;
    ran++;
    event.task.run();
    return true;
  }

  private Event next() {
    while (!events.isEmpty() && events.peek().cancelled) {
      events.remove();
    }
    return events.peek();
  }

  /**
   * Runs tasks until the condition holds.
   *
   * @return whether it does; false when the time was over, or nothing was left to do, before
   */
  public boolean runUntil(BooleanSupplier condition, Duration limit) {
    long endNs = nowNs + limit.toNanos();
    while (!condition.getAsBoolean()) {
      Event event = next();
      if (event == null || event.atNs > endNs) {
        return false;
      }
      step();
    }
    return true;
  }

  /** Runs the tasks of that span of time. */
  public void runFor(Duration span) {
    long endNs = nowNs + span.toNanos();
    runUntil(() -> false, span);
    nowNs = endNs;
  }
}
