package org.ackmark.wal.commit;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ackmark.wal.Level;

/**
 * Groups as in {@link GroupCommit}, with several on their way to the device at a time: each is one
 * write that returns when it is durable, to a place of its own. They may end in any order and are
 * acknowledged in LSN order. (TigerBeetle's journal has this shape, with io_uring.)
 *
 * <p>Leader and followers: one of a few threads gathers; when it has a group it lets another gather
 * and writes. A blocking caller that finds nothing under way writes its group itself.
 */
final class PipelinedGroup implements CommitPolicy {
  private static final long SPIN_NS = 50_000;

  private final LogCore core;
  private final Progress progress;
  private final AtomicBoolean gathering = new AtomicBoolean();
  private final List<Committer> committers = new ArrayList<>();
  private final int groups;
  private final Runnable callCommitter = this::callCommitter;

  private final ArrayDeque<StagedGroup> idle = new ArrayDeque<>(); // guarded by this
  private volatile int idleCount; // written under the same lock

  // guarded by this: groups that ended before an earlier one did
  private final List<long[]> endedEarly = new ArrayList<>();
  private long endedLsn;

  PipelinedGroup(LogCore core) {
    this.core = core;
    this.progress = core.progress();
    this.groups = core.options().groupsInFlight();
    this.endedLsn = progress.durableLsn();
    this.idleCount = groups;
    for (int i = 0; i < groups; i++) {
      idle.add(new StagedGroup(core.options().groupCapBytes(), core.blockBytes()));
      committers.add(
          new Committer(
              "ackmark-committer-" + i, this::mayGather, this::lead, i == 0 ? SPIN_NS : 0));
    }
  }

  @Override
  public void await(long lsn, Level level) throws IOException, InterruptedException {
    while (progress.durableLsn() < lsn) {
      progress.requireWorking();
      if (lsn > progress.appendedLsn()) {
        throw new IOException("lsn=" + lsn + " was cut off the log");
      }
      if (!allIdle() || !writeGroup()) {
        progress.waiters().await(lsn, progress.settledCondition(), callCommitter);
      }
    }
  }

  private boolean allIdle() {
    return idleCount == groups;
  }

  private void awaitAllIdle() {
    while (!allIdle()) {
      Parking.nap();
    }
  }

  private boolean mayGather() {
    return hasWork() && !gathering.get() && idleCount > 0;
  }

  private boolean hasWork() {
    return progress.isWorking()
        && core.ring().hasClaimed()
        && (!progress.waiters().isEmpty()
            || progress.completions().awaits(Level.SYNCED)
            || progress.completions().awaits(Level.WRITTEN));
  }

  private void lead() throws IOException {
    if (!writeGroup()) {
      Parking.rest(); // an appender is still copying the next record
    }
  }

  /** Gathers a group and writes it; false when there was none, or another gathers. */
  private boolean writeGroup() throws IOException {
    if (!gathering.compareAndSet(false, true)) {
      return false;
    }
    StagedGroup group = take();
    boolean staged = false;
    try {
      staged = stage(group);
      if (staged) {
        callCommitter(); // for what was appended meanwhile
        write(group);
      }
    } finally {
      put(group);
    }
    if (hasWork()) {
      callCommitter(); // for those who found no idle group
    }
    return staged;
  }

  private boolean stage(StagedGroup group) throws IOException {
    try {
      return group != null && core.stage(group);
    } finally {
      gathering.set(false);
    }
  }

  private synchronized StagedGroup take() {
    StagedGroup group = idle.poll();
    idleCount = idle.size();
    return group;
  }

  private synchronized void put(StagedGroup group) {
    if (group != null) {
      idle.add(group);
      idleCount = idle.size();
    }
  }

  private void write(StagedGroup group) throws IOException {
    try {
      group.write();
    } catch (IOException | RuntimeException | Error e) {
      throw progress.failed(e);
    }
    if (ended(group.firstLsn(), group.lastLsn())) {
      progress.announce();
    }
  }

  /** Notes the end of a group; true when that let the durable LSN move. */
  private synchronized boolean ended(long firstLsn, long lastLsn) throws IOException {
    if (firstLsn != endedLsn + 1) {
      endedEarly.add(new long[] {firstLsn, lastLsn});
      return false;
    }
    endedLsn = lastLsn;
    boolean moved;
    do {
      moved = endedEarly.removeIf(this::follows); // each may let another one follow
    } while (moved);
    core.completed(endedLsn);
    return true;
  }

  private boolean follows(long[] firstAndLast) {
    boolean follows = firstAndLast[0] == endedLsn + 1;
    endedLsn = follows ? firstAndLast[1] : endedLsn;
    return follows;
  }

  private void callCommitter() {
    if (gathering.get()) {
      return; // the one who gathers looks again
    }
    for (Committer committer : committers) {
      if (!committer.isActive()) {
        committer.signal();
        return;
      }
    }
  }

  @Override
  public void listenerAdded(Level level) {
    callCommitter();
  }

  @Override
  public void makeRoom() throws IOException {
    if (!writeGroup()) {
      Parking.rest(); // all groups are on their way; one of them ends soon
    }
  }

  @Override
  public void writeTo(long lsn) throws IOException {
    progress.requireWorking();
    while (progress.durableLsn() < lsn) {
      makeRoom();
      progress.requireWorking();
    }
    awaitAllIdle();
  }

  @Override
  public void pause() {
    while (!gathering.compareAndSet(false, true)) {
      Parking.nap();
    }
    awaitAllIdle();
  }

  // After a cut the next group follows on the LSN that was kept.
  @Override
  public void resume() {
    synchronized (this) {
      endedLsn = progress.durableLsn();
      endedEarly.clear();
    }
    gathering.set(false);
    callCommitter();
  }

  @Override
  public void close() {
    committers.forEach(Committer::close);
  }
}
