package org.ackmark.quorum.tcp;

import java.time.Duration;
import java.util.Optional;

/**
 * The knobs of a node's network; immutable.
 *
 * @param cluster its name: nodes of another one are refused
 * @param session what this node asks others to take part in; they are asked in one only
 * @param trust what it shows and demands
 */
public record TcpOptions(String cluster, String session, Trust trust, Bounds bounds, Times times) {

  /**
   * By what nodes know each other.
   *
   * @param secret that all nodes share; empty where only this machine can reach them
   * @param tls keys; empty to send in clear. Whoever has keys refuses those without
   */
  public record Trust(Optional<Secret> secret, Optional<Tls> tls) {
    Secret proving() {
      return secret.orElseGet(Secret::none);
    }
  }

  /**
   * What is kept for others at most.
   *
   * @param payloadBytes longer messages are refused; a record must fit
   * @param queuedBytes what waits for one peer that does not take it; beyond, messages are dropped
   * @param callers connections at once of those who ask this node
   */
  public record Bounds(int payloadBytes, int queuedBytes, int callers) {
    /** Room for a record of 64 MiB. */
    public static final Bounds DEFAULTS = new Bounds(66 << 20, 32 << 20, 256);
  }

  /**
   * How long things may take.
   *
   * @param handshake until both sides know each other
   * @param connect until there is a connection
   * @param longestRetry between attempts to reach a peer that is away
   * @param forget after which no reply is expected any more
   */
  public record Times(
      Duration handshake, Duration connect, Duration longestRetry, Duration forget) {
    /** Such as suit a data centre. */
    public static final Times DEFAULTS =
        new Times(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30));

    /** The same with another time for handshakes. */
    public Times withHandshake(Duration value) {
      return new Times(value, connect, longestRetry, forget);
    }

    /** The same with another time after which a request is given up. */
    public Times withForget(Duration value) {
      return new Times(handshake, connect, longestRetry, value);
    }
  }

  /** Without a secret and without keys. */
  public static TcpOptions of(String cluster) {
    Trust nobody = new Trust(Optional.empty(), Optional.empty());
    return new TcpOptions(cluster, "", nobody, Bounds.DEFAULTS, Times.DEFAULTS);
  }

  /** The same for a session. */
  public TcpOptions withSession(String value) {
    return new TcpOptions(cluster, value, trust, bounds, times);
  }

  /** The same with a secret. */
  public TcpOptions withSecret(Secret value) {
    return withTrust(new Trust(Optional.of(value), trust.tls));
  }

  /** The same with keys. */
  public TcpOptions withTls(Tls value) {
    return withTrust(new Trust(trust.secret, Optional.of(value)));
  }

  private TcpOptions withTrust(Trust value) {
    return new TcpOptions(cluster, session, value, bounds, times);
  }

  /** The same with other bounds. */
  public TcpOptions withBounds(Bounds value) {
    return new TcpOptions(cluster, session, trust, value, times);
  }

  /** The same with other times. */
  public TcpOptions withTimes(Times value) {
    return new TcpOptions(cluster, session, trust, bounds, value);
  }
}
