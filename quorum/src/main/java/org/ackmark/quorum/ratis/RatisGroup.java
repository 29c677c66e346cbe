package org.ackmark.quorum.ratis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

/**
 * The N replicas of a store: what all of them and every client must agree on. Immutable.
 *
 * @param name of the group; the identity that Ratis wants is derived from it, so two groups of
 *     different names never mix
 * @param addresses of the replicas; a replica is known by its place in this list
 */
public record RatisGroup(String name, List<InetSocketAddress> addresses) {
  /** Checks and copies. */
  public RatisGroup {
    addresses = List.copyOf(addresses);
    if (name.isBlank() || addresses.isEmpty()) {
      throw new IllegalArgumentException("name=" + name + " addresses=" + addresses);
    }
    if (new HashSet<>(addresses).size() != addresses.size()) {
      throw new IllegalArgumentException("addresses=" + addresses + ": one of them twice");
    }
    for (InetSocketAddress address : addresses) {
      if (address.isUnresolved() || address.getPort() == 0) {
        throw new IllegalArgumentException("address=" + address + " is no address to connect to");
      }
    }
  }

  /**
   * A group of the replicas at {@code host:port}.
   *
   * @throws IllegalArgumentException when a host is not known, or a port is missing
   */
  public static RatisGroup of(String name, List<String> addresses) {
    return new RatisGroup(name, addresses.stream().map(RatisGroup::parsed).toList());
  }

  private static InetSocketAddress parsed(String address) {
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException("address=" + address + " is not host:port");
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    return new InetSocketAddress(address.substring(0, colon), port);
  }

  /** How many replicas there are. */
  public int n() {
    return addresses.size();
  }

  /** Whether nobody on another machine can reach it. */
  boolean onLoopback() {
    return addresses.stream()
        .map(InetSocketAddress::getAddress)
        .allMatch(InetAddress::isLoopbackAddress);
  }

  RaftGroupId id() {
    return RaftGroupId.valueOf(UUID.nameUUIDFromBytes(name.getBytes(UTF_8)));
  }

  /** The name of a replica towards Ratis. */
  static RaftPeerId peer(int index) {
    return RaftPeerId.valueOf("r" + index);
  }

  /** The place of a replica in the list. */
  static int index(RaftPeerId peer) {
    return Integer.parseInt(peer.toString().substring(1));
  }

  RaftGroup raft() {
    List<RaftPeer> peers = new ArrayList<>();
    for (InetSocketAddress address : addresses) {
      peers.add(RaftPeer.newBuilder().setId(peer(peers.size())).setAddress(address).build());
    }
    return RaftGroup.valueOf(id(), peers);
  }
}
