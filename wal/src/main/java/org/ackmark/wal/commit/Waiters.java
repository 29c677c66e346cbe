package org.ackmark.wal.commit;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads parked until an LSN is durable. Waking hundreds of them costs more than a sync, so the
 * thread that syncs wakes only the root of a tree; every woken thread wakes two more before it goes
 * on.
 *
 * <p>Thread-safe. Waiting allocates nothing in the steady state.
 */
public final class Waiters {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Waiter.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int WAITING = 0;
  private static final int WOKEN = 1;
  private static final int ABANDONED = 2;

  /** One thread's place; used again for its next wait unless it was abandoned on a list. */
  private static final class Waiter {
    private Thread thread;
    private long lsn;
    private Waiter below; // in the stack, then in the order of waking
    private Waiter left; // left and right are woken by this one
    private Waiter right;
    private volatile int state;
  }

  private static final ThreadLocal<Waiter> MINE = new ThreadLocal<>();

  private final AtomicReference<Waiter> stack = new AtomicReference<>();

  /** Nobody waits yet. */
  public Waiters() {}

  /** Tells whether a wait is over: the LSN is durable, or never will be. */
  @FunctionalInterface
  public interface Settled {
    /** Whether nobody needs to wait for that LSN any more. */
    boolean settled(long lsn);
  }

  /** Whether any thread waits, or waited a moment ago. */
  public boolean isEmpty() {
    return stack.get() == null;
  }

  /** About how many threads wait, if fewer than {@code most}; else {@code most}. */
  int count(int most) {
    int count = 0;
    for (Waiter next = stack.get(); next != null && count < most; next = next.below) {
      count++;
    }
    return count;
  }

  /**
   * Parks until {@code condition} holds for {@code lsn}.
   *
   * @param enlisted runs once this thread can be woken
   * @throws InterruptedException when interrupted before that
   */
  void await(long lsn, Settled condition, Runnable enlisted) throws InterruptedException {
    Waiter mine = enlist(lsn);
    enlisted.run();
    while (!condition.settled(lsn) && mine.state == WAITING) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        leave(mine);
        throw new InterruptedException();
      }
    }
    leave(mine);
  }

  /**
   * The same, but only until {@code deadlineNs} of {@link System#nanoTime}.
   *
   * @return false when that was reached before
   */
  public boolean await(long lsn, Settled condition, long deadlineNs) throws InterruptedException {
    Waiter mine = enlist(lsn);
    long leftNs = deadlineNs - System.nanoTime();
    while (leftNs > 0 && !condition.settled(lsn) && mine.state == WAITING) {
      LockSupport.parkNanos(this, leftNs);
      if (Thread.interrupted()) {
        leave(mine);
        throw new InterruptedException();
      }
      leftNs = deadlineNs - System.nanoTime();
    }
    leave(mine);
    return condition.settled(lsn);
  }

  private Waiter enlist(long lsn) {
    Waiter mine = MINE.get();
    if (mine == null) {
      mine = new Waiter();
      mine.thread = Thread.currentThread();
      MINE.set(mine);
    }
    mine.lsn = lsn;
    mine.left = null;
    mine.right = null;
    mine.state = WAITING;
    push(mine, mine);
    return mine;
  }

  private void push(Waiter first, Waiter last) {
    Waiter top;
    do {
      top = stack.get();
      last.below = top;
    } while (!stack.compareAndSet(top, first));
  }

  private void leave(Waiter mine) {
    if (STATE.compareAndSet(mine, WAITING, ABANDONED)) {
      MINE.remove(); // it still stands on a list, so it can't be used again
    } else {
      wakeTree(mine.left);
      wakeTree(mine.right);
    }
  }

  /** Wakes the root of a tree; it wakes the rest. One that was abandoned is passed over. */
  private static void wakeTree(Waiter root) {
    if (root == null) {
      return;
    }
    Waiter left = root.left;
    Waiter right = root.right;
    Thread thread = root.thread;
    if (STATE.compareAndSet(root, WAITING, WOKEN)) {
      LockSupport.unpark(thread);
    } else {
      wakeTree(left);
      wakeTree(right);
    }
  }

  /** Wakes every thread whose wait is over; the condition already holds for them. */
  public void wake(Settled condition) {
    boolean missed;
    do {
      missed = wakeListed(condition);
    } while (missed);
  }

  /**
   * Wakes those on the list.
   *
   * @return whether one that was put back has been settled meanwhile: who settled it may have found
   *     the list empty
   */
  private boolean wakeListed(Settled condition) {
    long lowestKept = Long.MAX_VALUE;
    long highestKept = Long.MIN_VALUE;
    Waiter next = stack.getAndSet(null);
    Waiter settled = null; // the one that waits longest comes first
    Waiter keptFirst = null;
    Waiter keptLast = null;
    while (next != null) {
      Waiter below = next.below;
      if (condition.settled(next.lsn)) {
        next.below = settled;
        settled = next;
      } else if (next.state == WAITING) {
        next.below = keptFirst;
        keptLast = keptLast == null ? next : keptLast;
        keptFirst = next;
        lowestKept = Math.min(lowestKept, next.lsn);
        highestKept = Math.max(highestKept, next.lsn);
      }
      next = below;
    }
    if (keptFirst != null) {
      push(keptFirst, keptLast);
    }
    wakeTree(tree(settled));
    return keptFirst != null
        && (condition.settled(lowestKept) || condition.settled(highestKept)); // by a sync; by a cut
  }

  /** Makes a list a binary tree, level by level. */
  private static Waiter tree(Waiter list) {
    Waiter parent = list;
    for (Waiter child = list == null ? null : list.below; child != null; child = child.below) {
      if (parent.left == null) {
        parent.left = child;
      } else {
        parent.right = child;
        parent = parent.below;
      }
    }
    return list;
  }
}
