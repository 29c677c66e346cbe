package org.ackmark.wal.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.ackmark.wal.io.FileMethod;

/** Lets operations in: numbers and counts them, tells the hook, and ends the disk's life. */
final class Gate {
  private static final long NEVER = Long.MAX_VALUE;

  private final Faults faults;
  private final OperationCounts counts = new OperationCounts();
  private volatile OperationHook hook = operation -> {};
  private volatile Duration syncDelay;
  private long operations; // guarded by this, as is all below
  private long crashAt = NEVER;
  private RandomGenerator tear;
  private boolean dead;

  Gate(Faults faults, Duration syncDelay) {
    this.faults = faults;
    this.syncDelay = syncDelay;
  }

  Faults faults() {
    return faults;
  }

  OperationCounts counts() {
    return counts;
  }

  Duration syncDelay() {
    return syncDelay;
  }

  void syncDelay(Duration delay) {
    syncDelay = delay;
  }

  void hook(OperationHook newHook) {
    hook = newHook;
  }

  synchronized long operations() {
    return operations;
  }

  synchronized void crashAt(long operation, long seed) {
    if (operation <= operations) {
      throw new IllegalArgumentException(
          "operation=" + operation + " is past: operations=" + operations);
    }
    crashAt = operation;
    tear = new SplittableRandom(seed);
  }

  synchronized void kill() {
    dead = true;
  }

  synchronized void checkAlive() throws CrashedException {
    if (dead) {
      throw new CrashedException("the disk is dead");
    }
  }

  /** Announces an operation. Runs the hook. */
  Operation enter(Operation.Kind kind, String name, FileMethod method, long offset, long length)
      throws IOException {
    Operation operation = new Operation(nextNumber(kind), kind, name, method, offset, length);
    hook.before(operation);
    return operation;
  }

  private synchronized long nextNumber(Operation.Kind kind) throws CrashedException {
    checkAlive();
    return kind.changes() ? ++operations : operations;
  }

  /** Decides what becomes of an announced operation, and counts it. */
  synchronized Verdict verdict(Operation operation) throws CrashedException {
    checkAlive();
    counts.add(operation);
    if (operation.kind().changes() && operation.number() == crashAt) {
      dead = true;
      return new Verdict(Verdict.Outcome.DIES, torn());
    }
    OptionalDouble share = faults.failingShare(operation);
    return share.isPresent()
        ? new Verdict(Verdict.Outcome.FAILS, share.getAsDouble())
        : Verdict.PASSES;
  }

  /** None of it, all of it, or a part: a third each. */
  private double torn() {
    return switch (tear.nextInt(3)) {
      case 0 -> 0;
      case 1 -> 1;
      default -> tear.nextDouble();
    };
  }

  /** Takes as long as the device needs; an interrupt does not shorten it. */
  void delaySync() {
    long end = System.nanoTime() + syncDelay.toNanos();
    boolean interrupted = false;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        Thread.sleep(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
