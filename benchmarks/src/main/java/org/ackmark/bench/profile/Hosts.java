package org.ackmark.bench.profile;

import java.util.List;

/**
 * Nodes that serve replicas on other hosts, or on this one: what a file such as {@code hosts.yaml}
 * names. Replica 0 is not among them: it is in the process that measures. Immutable.
 *
 * @param hosts in the order of their numbers
 * @param secretFile that holds what all nodes know, at the same path on each host; null where the
 *     environment holds it
 * @param tls the keys of the replica that is here; null to send in clear
 * @param patienceNs how long a node may take until it can be reached
 */
public record Hosts(List<Host> hosts, String secretFile, Keys tls, long patienceNs) {

  /** PEM files on the machine that measures: see {@link org.ackmark.quorum.tcp.Tls}. */
  public record Keys(String certificate, String key, String authority) {}

  /**
   * A node.
   *
   * @param id the number of its replica
   * @param host name or address
   * @param port where it listens
   * @param ssh user and host, as ssh takes them, by which to start it; null if it runs already
   * @param command the launcher's path there
   * @param directory on its disk
   */
  public record Host(int id, String host, int port, String ssh, String command, String directory) {}

  /** Copies the list. */
  public Hosts {
    hosts = List.copyOf(hosts);
  }

  /** Those of a quorum of so many replicas. */
  public List<Host> first(int replicas) {
    return hosts.subList(0, replicas - 1);
  }
}
