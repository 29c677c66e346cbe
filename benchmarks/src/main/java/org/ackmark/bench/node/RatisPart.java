package org.ackmark.bench.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.ratis.RatisCounters;
import org.ackmark.quorum.ratis.RatisGroup;
import org.ackmark.quorum.ratis.RatisOptions;
import org.ackmark.quorum.ratis.RatisReplica;
import org.ackmark.quorum.ratis.RatisSync;
import org.ackmark.wal.WalCounters;

/**
 * A replica of a store over Apache Ratis: all that those of one group must agree on. They are
 * connected by gRPC over loopback, also within one process: Ratis has no shorter way. They note no
 * commits in their logs, which makes no write worth more and costs syncs. Immutable.
 *
 * @param sync when its log syncs
 * @param group its name
 * @param addresses of all replicas, as host:port, in the order of their numbers
 */
public record RatisPart(RatisSync sync, String group, List<String> addresses) {
  /** Replicas that share a disk may all wait for one sync: that is no lost leader. */
  private static final Duration ELECTION = Duration.ofSeconds(1);

  /** Ratis has a server of its own. */
  private static final Service ASKED_ELSEWHERE = (_, _, _) -> {};

  /** Copies the list. */
  public RatisPart {
    addresses = List.copyOf(addresses);
  }

  /** Of so many replicas on this machine, in a group that never was before. */
  public static RatisPart onLoopback(int replicas, RatisSync sync) throws IOException {
    return new RatisPart(sync, "ackmark-" + UUID.randomUUID(), freeAddresses(replicas));
  }

  /** All are held until all are known, so that no two are the same. */
  private static List<String> freeAddresses(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return held.stream()
          .map(each -> each.getInetAddress().getHostAddress() + ":" + each.getLocalPort())
          .toList();
    } finally {
      Closing.all(held);
    }
  }

  /** What its clients connect to. */
  public RatisGroup members() {
    return RatisGroup.of(group, addresses);
  }

  /** Starts the one of that number, with what a crash left in that folder. */
  OpenPart open(NodeId node, Path folder) throws IOException {
    RatisOptions options =
        RatisOptions.DEFAULTS.withSync(sync).withElection(ELECTION).withoutNotes();
    RatisReplica replica = RatisReplica.open(members(), node.number(), folder, options);
    return new OpenPart(ASKED_ELSEWHERE, () -> counted(replica.counters()), List.of(replica));
  }

  /** Ratis tells no writes and no bytes. */
  private static WalCounters counted(RatisCounters counters) {
    return new WalCounters(counters.appended(), 0, 0, counters.flushes(), 0);
  }
}
