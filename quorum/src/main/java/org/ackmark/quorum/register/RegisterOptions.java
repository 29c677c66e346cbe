package org.ackmark.quorum.register;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;

/**
 * How a coordinator reads and writes. All coordinators of a key must agree on the protocol, the
 * replicas and numbers that go together. Immutable.
 *
 * @param replicas the N nodes that hold every key, those to be asked first in front
 * @param quorum how many must answer
 * @param protocol how writes are ordered
 * @param repair what reads do for stale replicas; {@link ReadRepair#WRITE_BACK} under ABD
 * @param handoff what becomes of a write that a replica misses
 * @param hedging whether all replicas are asked at once
 * @param timeout within which every operation has ended, one way or the other
 * @param retry how long a replica may be silent before it is asked once more; zero for never: then
 *     what the network loses is lost for that operation
 */
public record RegisterOptions(
    List<NodeId> replicas,
    Quorum quorum,
    Protocol protocol,
    ReadRepair repair,
    Handoff handoff,
    Hedging hedging,
    Duration timeout,
    Duration retry) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  /** Checks that they fit together. */
  public RegisterOptions {
    replicas = List.copyOf(replicas);
    Objects.requireNonNull(protocol, "protocol");
    Objects.requireNonNull(hedging, "hedging");
    require(replicas.size() == quorum.n(), "replicas=" + replicas + " n=" + quorum.n());
    require(
        replicas.stream().map(NodeId::number).distinct().count() == quorum.n(),
        "replicas=" + replicas + ": two of the same number");
    require(!timeout.isNegative() && !timeout.isZero(), "timeout=" + timeout);
    require(!retry.isNegative(), "retry=" + retry);
    require(
        protocol != Protocol.ABD || repair == ReadRepair.WRITE_BACK,
        "protocol=ABD repair=" + repair + ": its reads write back");
    require(
        handoff.mode() != Handoff.Mode.SLOPPY
            || handoff.fallbacks().stream().noneMatch(replicas::contains),
        "fallbacks=" + handoff.fallbacks() + ": a replica's hint would be no other copy");
  }

  private static void require(boolean valid, String message) {
    if (!valid) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Multi-writer ABD, asking all at once, without hints, giving up after a second. */
  public static RegisterOptions abd(List<NodeId> replicas, Quorum quorum) {
    return of(replicas, quorum, Protocol.ABD, ReadRepair.WRITE_BACK);
  }

  /** Last writer wins, asking all at once, without hints, giving up after a second. */
  public static RegisterOptions lww(List<NodeId> replicas, Quorum quorum, ReadRepair repair) {
    return of(replicas, quorum, Protocol.LWW, repair);
  }

  private static RegisterOptions of(
      List<NodeId> replicas, Quorum quorum, Protocol protocol, ReadRepair repair) {
    return new RegisterOptions(
        replicas,
        quorum,
        protocol,
        repair,
        Handoff.none(),
        new Hedging.AllAtOnce(),
        DEFAULT_TIMEOUT,
        Duration.ZERO);
  }

  /** The same with hints. */
  public RegisterOptions withHandoff(Handoff value) {
    return new RegisterOptions(replicas, quorum, protocol, repair, value, hedging, timeout, retry);
  }

  /** The same, asking otherwise. */
  public RegisterOptions withHedging(Hedging value) {
    return new RegisterOptions(replicas, quorum, protocol, repair, handoff, value, timeout, retry);
  }

  /** The same, giving up earlier or later. */
  public RegisterOptions withTimeout(Duration value) {
    return new RegisterOptions(replicas, quorum, protocol, repair, handoff, hedging, value, retry);
  }

  /** The same over a network that loses messages. */
  public RegisterOptions withRetry(Duration value) {
    return new RegisterOptions(
        replicas, quorum, protocol, repair, handoff, hedging, timeout, value);
  }

  /**
   * Whether every history of a key has an order in which each read returns the latest write, and
   * which keeps the order of operations that did not overlap. It takes replicas that forget nothing
   * that they have acknowledged: see {@link Quorum#meetsAfterAmnesia}.
   */
  public boolean isLinearizable() {
    return protocol == Protocol.ABD && quorum.meets() && handoff.mode() != Handoff.Mode.SLOPPY;
  }
}
