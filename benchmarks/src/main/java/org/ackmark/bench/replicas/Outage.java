package org.ackmark.bench.replicas;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.bench.profile.Fault;
import org.ackmark.quorum.net.NodeId;

/**
 * Puts the last replica out of action in the course of a measurement, and back at its end. Begun
 * and ended by one thread; it acts on one of its own.
 */
public final class Outage {
  /** A disk that is slow, but not gone: about that of a spinning one under load. */
  private static final long SLOW_SYNC_NS = 20_000_000;

  private static final long LONGEST_NAP_NS = 10_000_000;

  private final RemoteNodes nodes;
  private final NodeId victim;
  private final Fault fault;
  private final long durationNs;
  private final Thread thread;
  private volatile boolean ending;
  private volatile long startNs;
  private volatile long faultNs = -1; // since the start; -1: not yet
  private volatile long backNs = -1;
  private volatile Exception failure;

  /**
   * Not begun.
   *
   * @param durationNs of the measurement
   */
  Outage(RemoteNodes nodes, Fault fault, long durationNs) {
    this.nodes = nodes;
    this.victim = nodes.all().getLast();
    this.fault = fault;
    this.durationNs = durationNs;
    this.thread = Thread.ofPlatform().daemon().name("ackmark-outage").unstarted(this::act);
  }

  /** The measurement begins now. */
  public void begin() {
    startNs = System.nanoTime();
    thread.start();
  }

  private void act() {
    try {
      if (sleptUntil(durationNs / 3)) {
        strike();
        faultNs = System.nanoTime() - startNs;
      }
      if (fault != Fault.DOWN && sleptUntil(durationNs * 2 / 3)) {
        restore();
        backNs = System.nanoTime() - startNs;
      }
    } catch (IOException | InterruptedException e) {
      failure = e;
    }
  }

  /** False when it is ended meanwhile. */
  private boolean sleptUntil(long sinceStartNs) {
    long leftNs = sinceStartNs;
    while (leftNs > 0 && !ending) {
      LockSupport.parkNanos(Math.min(leftNs, LONGEST_NAP_NS));
      leftNs = sinceStartNs - (System.nanoTime() - startNs);
    }
    return !ending;
  }

  private void strike() throws IOException, InterruptedException {
    if (fault == Fault.SLOW) {
      nodes.slow(victim, SLOW_SYNC_NS);
    } else {
      nodes.own().kill(victim);
    }
  }

  private void restore() throws IOException, InterruptedException {
    if (fault == Fault.SLOW) {
      nodes.slow(victim, 0);
    } else {
      nodes.own().start(victim);
    }
  }

  /** When it was put out of action, in nanoseconds since the beginning. */
  public OptionalLong faultAtNs() {
    return faultNs < 0 ? OptionalLong.empty() : OptionalLong.of(faultNs);
  }

  /** When it was put back: of a process, when it listened again. */
  public OptionalLong backAtNs() {
    return backNs < 0 ? OptionalLong.empty() : OptionalLong.of(backNs);
  }

  /**
   * The measurement has ended: what is out of action comes back.
   *
   * @throws IOException when that could not be done, or could not be done in time
   */
  public void end() throws IOException, InterruptedException {
    ending = true;
    LockSupport.unpark(thread);
    thread.join();
    if (failure != null) {
      throw new IOException("replica " + victim + ": " + failure.getMessage(), failure);
    }
    if (faultNs >= 0 && backNs < 0) {
      restore();
    }
  }
}
