package org.ackmark.quorum.net;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * A network with a worse one put in front: each request and each reply is held for a drawn time, or
 * lost. What is measured over it is to be called emulated: the times are this machine's timers and
 * not a wire's. The same seed draws the same times in the order in which messages come, which with
 * many threads is not always the same. Safe for any number of threads.
 */
public final class EmulatedLinks implements Network {
  private final Network network;
  private final Timer timer;
  private final Quality quality;
  private final SplittableRandom random; // guarded by itself

  /**
   * How a link treats messages, one way.
   *
   * @param least no message takes less
   * @param most no message takes more; each time between is as likely
   * @param lossPercent 0 to 100
   */
  public record Quality(Duration least, Duration most, double lossPercent) {
    /** Checks the values. */
    public Quality {
      if (least.isNegative() || most.compareTo(least) < 0) {
        throw new IllegalArgumentException("least=" + least + " most=" + most);
      }
      if (!(lossPercent >= 0 && lossPercent <= 100)) {
        throw new IllegalArgumentException("lossPercent=" + lossPercent);
      }
    }
  }

  /** Over that network, by that timer. */
  public EmulatedLinks(Network network, Timer timer, Quality quality, long seed) {
    this.network = network;
    this.timer = timer;
    this.quality = quality;
    this.random = new SplittableRandom(seed);
  }

  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    if (from.equals(to)) {
      network.send(from, to, request, listener);
      return;
    }
    onItsWay(() ->
        network.send(
            from, to, request, (node, reply) -> onItsWay(() -> listener.replied(node, reply))));
  }

  private void onItsWay(Runnable arrival) {
    long delayNs;
    synchronized (random) {
      if (random.nextDouble(100) < quality.lossPercent) {
        return;
      }
      long spreadNs = quality.most.minus(quality.least).toNanos();
      delayNs = quality.least.toNanos() + random.nextLong(spreadNs + 1);
    }
    timer.schedule(delayNs, arrival);
  }
}
