package org.ackmark.bench.profile;

/** Where replicas are. */
public enum Placement {
  /** All in the process that writes, connected by queues. */
  ONE_PROCESS,
  /** Each in a process of its own on this machine, connected by TCP over loopback. */
  PROCESSES,
  /**
   * Each but the first in a process and a network namespace of its own on this machine, connected
   * by TCP over virtual interfaces.
   */
  NAMESPACES,
  /** All but the first are nodes that somebody else started, on other hosts or on this one. */
  HOSTS;

  /** The name in profiles, in files and in reports. */
  public String label() {
    return Label.of(this);
  }
}
