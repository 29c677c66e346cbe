package org.ackmark.quorum.sim;

import java.io.Closeable;
import java.io.IOException;
import org.ackmark.quorum.net.Service;

/**
 * What a node does when it starts: opens what its disks hold, and serves it. Called once for each
 * life; what an earlier call made is gone, but for the disks.
 */
@FunctionalInterface
public interface Boot {
  /**
   * Opens the node. Must not wait for messages: none arrives before it has returned.
   *
   * @throws IOException when it can't be opened
   * @throws InterruptedException not in a simulation, but what it calls may say so
   */
  Running start(SimHost host) throws IOException, InterruptedException;

  /**
   * What runs.
   *
   * @param service gets the requests
   * @param resources is closed when this life ends, in a crash after the disks have died
   */
  record Running(Service service, Closeable resources) {}

  /** A node without a disk that answers nothing: a client. */
  static Boot client() {
    return host -> new Running((from, request, replier) -> {}, () -> {});
  }
}
