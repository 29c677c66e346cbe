package org.ackmark.quorum.sim;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;

/**
 * A machine: its disks and its clock, and what its {@link Boot} makes of them. It starts when it
 * joins the cluster.
 */
public final class SimNode {
  private final NodeId id;
  private final Boot boot;
  private final EventLoop loop;
  private final Network network;
  private final WallClock wall;
  private final FaultCounts faults;
  private final Map<String, SimDisk> disks = new TreeMap<>();
  private DiskSpeed speed = DiskSpeed.USUAL;
  private Life life = new Life();
  private Boot.Running running; // null when down

  SimNode(NodeId id, Boot boot, EventLoop loop, Network network, FaultCounts faults) {
    this.id = id;
    this.boot = boot;
    this.loop = loop;
    this.network = network;
    this.faults = faults;
    this.wall = new WallClock(loop);
  }

  /** Who it is. */
  public NodeId id() {
    return id;
  }

  /** Its wall clock. */
  public WallClock wall() {
    return wall;
  }

  /** Whether it runs. */
  public boolean isUp() {
    return running != null;
  }

  /** Has its disks take that long from now on. */
  public void speed(DiskSpeed value) {
    speed = value;
  }

  /** One of its directories as it is now, for tests that look at it or break it. */
  public SimDisk disk(String name) {
    return disks.computeIfAbsent(name, n -> new SimDisk(id + "/" + n));
  }

  Life life() {
    return life;
  }

  /**
   * Starts it with what its disks hold. Does nothing when it runs.
   *
   * @throws UncheckedIOException when it can't be opened: damage that a crash must not cause
   */
  public void start() {
    if (isUp()) {
      return;
    }
    life = new Life();
    SimTimer timer = new SimTimer(loop, wall, life);
    try {
      running = boot.start(new SimHost(id, timer, network, this::disk, () -> speed, life));
    } catch (IOException e) {
      throw new UncheckedIOException("node=" + id + " does not start", e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulation", e);
    }
  }

  /**
   * Ends its life now; it stays down until {@link #start}. All that such a crash may take is lost:
   * what is left was guaranteed.
   */
  public void crash(CrashClass crashClass) {
    if (!isUp()) {
      return;
    }
    faults.fired(
        crashClass == CrashClass.PROCESS ? FaultKind.PROCESS_CRASH : FaultKind.POWER_CRASH);
    end();
    disks.replaceAll((name, disk) -> disk.crashLosingAll(crashClass));
  }

  /** Ends its life, leaving dead disks. */
  void end() {
    if (!isUp()) {
      return;
    }
    life.end();
    disks.values().forEach(SimDisk::kill);
    try {
      running.resources().close();
    } catch (IOException e) {
      // the disks are dead, so what closing wanted to write is lost, as in any crash
    }
    running = null;
  }

  /** Takes a request, unless it is down. */
  void receive(NodeId from, Message request, Service.Replier replier) {
    if (isUp()) {
      Life present = life;
      running
          .service()
          .handle(
              from,
              request,
              reply -> {
                if (!present.isOver()) {
                  replier.reply(reply);
                }
              });
    }
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
