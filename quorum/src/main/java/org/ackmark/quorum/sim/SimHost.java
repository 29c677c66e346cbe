package org.ackmark.quorum.sim;

import java.util.function.Function;
import java.util.function.Supplier;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.LogOpener;

/** What a node finds when it starts: who it is, its clock, the network and its directories. */
public final class SimHost {
  private static final long SEGMENT_BYTES = 32 << 10;
  private static final int BUFFER_BYTES = 1 << 14;
  private static final long IDLE_MARK_NS = 1L << 60; // a mark would come from another thread

  private final NodeId self;
  private final Timer timer;
  private final Network network;
  private final Function<String, SimDisk> disks;
  private final Supplier<DiskSpeed> speed;
  private final Life life;

  SimHost(
      NodeId self,
      Timer timer,
      Network network,
      Function<String, SimDisk> disks,
      Supplier<DiskSpeed> speed,
      Life life) {
    this.self = self;
    this.timer = timer;
    this.network = network;
    this.disks = disks;
    this.speed = speed;
    this.life = life;
  }

  /** Who it is. */
  public NodeId self() {
    return self;
  }

  /** Its clock, and things to do later, unless it crashes before. */
  public Timer timer() {
    return timer;
  }

  /** The way to the other nodes, and to itself. */
  public Network network() {
    return network;
  }

  /** One of its directories: what an earlier life left in it; empty at first. */
  public Disk disk(String name) {
    return disks.apply(name);
  }

  /**
   * Opens logs whose listeners run in virtual time. The options get small segments and buffers, and
   * no marks when idle, so that all that happens happens on the simulation's thread; that holds for
   * the variants that write and sync on the caller's thread: {@code sync}, {@code buffered} and
   * their like, and {@code memory}.
   */
  public LogOpener logs(WalOptions options) {
    WalOptions small =
        options
            .withSegmentBytes(SEGMENT_BYTES)
            .withBufferBytes(BUFFER_BYTES)
            .withIdleMarkNs(IDLE_MARK_NS);
    return (disk, knownDurableLsn) ->
        simulated(Wal.open(disk, small.withKnownDurableLsn(knownDurableLsn)));
  }

  private Wal simulated(Wal log) {
    return new SimWal(log, timer, speed, life);
  }
}
