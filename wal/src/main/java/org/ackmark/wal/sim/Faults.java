package org.ackmark.wal.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a {@link SimDisk} does wrong while it lives. Planned failures count from the call that plans
 * them, and are gone after a crash; the device's own traits (its capacity, its lies, its unreadable
 * bytes) stay. Safe from any thread.
 */
public final class Faults {
  static final long UNLIMITED = Long.MAX_VALUE;

  private static final int AS_USUAL = -1;

  private record BadByte(String name, long offset) {}

  private static final class Plan {
    final Operation.Kind kind;
    final boolean forEver;
    final long reachedBytes;
    long remaining;

    Plan(Operation.Kind kind, long nth, boolean forEver, long reachedBytes) {
      if (nth < 1) {
        throw new IllegalArgumentException("nth=" + nth + ": counts from 1");
      }
      this.kind = kind;
      this.remaining = nth;
      this.forEver = forEver;
      this.reachedBytes = reachedBytes;
    }
  }

  private final List<Plan> plans = new ArrayList<>(); // guarded by this, as is all below
  private final List<BadByte> badBytes = new ArrayList<>();
  private long capacityBytes = UNLIMITED;
  private boolean syncsLie;

  Faults() {}

  /**
   * Fails the {@code nth} operation of a kind from now with an {@link java.io.IOException}, once.
   *
   * <p>A failed write leaves nothing in the file, or, if it was to sync, everything in the page
   * cache and nothing on the device. A failed sync leaves pages that are seen, clean, and lost at
   * the next crash that takes the kernel's memory: a second sync succeeds and proves nothing. Other
   * operations that fail do nothing.
   */
  public synchronized Faults fail(Operation.Kind kind, long nth) {
    plans.add(new Plan(kind, nth, false, AS_USUAL));
    return this;
  }

  /** Fails the {@code nth} operation of a kind from now and all after it. */
  public synchronized Faults failFrom(Operation.Kind kind, long nth) {
    plans.add(new Plan(kind, nth, true, AS_USUAL));
    return this;
  }

  /** Fails the {@code nth} write from now, once, after {@code reachedBytes} of it. */
  public synchronized Faults shortWrite(long nth, long reachedBytes) {
    if (reachedBytes < 0) {
      throw new IllegalArgumentException("reachedBytes=" + reachedBytes);
    }
    plans.add(new Plan(Operation.Kind.WRITE, nth, false, reachedBytes));
    return this;
  }

  /** Gives the device a size: writes to new blocks beyond it fail for lack of space. */
  public synchronized Faults capacity(long bytes) {
    capacityBytes = bytes;
    return this;
  }

  /**
   * Lets syncs, and writes that sync, report success when only the device's cache has the bytes.
   */
  public synchronized Faults syncsLie(boolean lie) {
    syncsLie = lie;
    return this;
  }

  /** Fails each read of that byte of the file of that name. */
  public synchronized Faults failReads(String name, long offset) {
    badBytes.add(new BadByte(name, offset));
    return this;
  }

  /** Ends all planned failures and unreadable bytes. */
  public synchronized void clear() {
    plans.clear();
    badBytes.clear();
  }

  synchronized long capacityBytes() {
    return capacityBytes;
  }

  synchronized boolean syncsLie() {
    return syncsLie;
  }

  /** What the device keeps through a crash. */
  synchronized Faults traits() {
    Faults traits = new Faults().capacity(capacityBytes).syncsLie(syncsLie);
    traits.badBytes.addAll(badBytes);
    return traits;
  }

  /** The share of the operation that takes place before it fails; empty when it does not fail. */
  synchronized OptionalDouble failingShare(Operation operation) {
    OptionalDouble share = OptionalDouble.empty();
    for (Plan plan : List.copyOf(plans)) {
      if (plan.kind == operation.kind() && --plan.remaining <= 0) {
        share = OptionalDouble.of(share(plan, operation));
        if (!plan.forEver) {
          plans.remove(plan);
        }
      }
    }
    return share.isEmpty() && hitsBadByte(operation) ? OptionalDouble.of(0) : share;
  }

  private static double share(Plan plan, Operation operation) {
    if (operation.kind() != Operation.Kind.WRITE) {
      return 0;
    }
    if (plan.reachedBytes == AS_USUAL) {
      return operation.method().syncsOnWrite() ? 1 : 0;
    }
    return Math.min(1, (double) plan.reachedBytes / operation.lengthBytes());
  }

  private boolean hitsBadByte(Operation operation) {
    return operation.kind() == Operation.Kind.READ
        && badBytes.stream()
            .anyMatch(b ->
                b.name.equals(operation.name())
                    && b.offset >= operation.offset()
                    && b.offset - operation.offset() < operation.lengthBytes());
  }
}
