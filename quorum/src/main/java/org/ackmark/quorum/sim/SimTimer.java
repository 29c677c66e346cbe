package org.ackmark.quorum.sim;

import org.ackmark.quorum.net.Timer;

/** The clock of one life of a node: what it was to do when that ended is not done. */
final class SimTimer implements Timer {
  private final EventLoop loop;
  private final WallClock wall;
  private final Life life;

  SimTimer(EventLoop loop, WallClock wall, Life life) {
    this.loop = loop;
    this.wall = wall;
    this.life = life;
  }

  @Override
  public long nowNs() {
    return loop.nowNs();
  }

  @Override
  public long wallMicros() {
    return wall.micros();
  }

  @Override
  public Pending schedule(long delayNs, Runnable task) {
    return loop.after(
        delayNs,
        () -> {
          if (!life.isOver()) {
            task.run();
          }
        });
  }
}
