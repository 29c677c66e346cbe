package org.ackmark.quorum.tcp;

import java.time.Duration;
import java.util.Optional;

/**
 * The knobs of a node's network; immutable.
 *
 * @param cluster its name: nodes of another one are refused
 * @param session what this node asks others to take part in; they are asked in one only
 * @param secret that all nodes share; empty where only this machine can reach them
 * @param mostPayloadBytes longer messages are refused; a record must fit
 * @param mostQueuedBytes what waits for one peer that does not take it; beyond, messages are
 *     dropped
 * @param mostCallers connections at once of those who ask this node
 * @param handshake how long a handshake may take
 * @param connect how long a connection may take
 * @param longestRetry between attempts to reach a peer that is away
 * @param forget after which no reply is expected any more
 */
public record TcpOptions(
    String cluster,
    String session,
    Optional<Secret> secret,
    int mostPayloadBytes,
    int mostQueuedBytes,
    int mostCallers,
    Duration handshake,
    Duration connect,
    Duration longestRetry,
    Duration forget) {

  /** Room for a record of 64 MiB, and times that suit a data centre. */
  public static TcpOptions of(String cluster) {
    return new TcpOptions(
        cluster,
        "",
        Optional.empty(),
        66 << 20,
        32 << 20,
        256,
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        Duration.ofSeconds(1),
        Duration.ofSeconds(30));
  }

  /** The same with a secret. */
  public TcpOptions withSecret(Secret value) {
    return new TcpOptions(
        cluster,
        session,
        Optional.of(value),
        mostPayloadBytes,
        mostQueuedBytes,
        mostCallers,
        handshake,
        connect,
        longestRetry,
        forget);
  }

  /** The same for a session. */
  public TcpOptions withSession(String value) {
    return new TcpOptions(
        cluster,
        value,
        secret,
        mostPayloadBytes,
        mostQueuedBytes,
        mostCallers,
        handshake,
        connect,
        longestRetry,
        forget);
  }

  /** The same with other bounds. */
  public TcpOptions withBytes(int payloadBytes, int queuedBytes) {
    return new TcpOptions(
        cluster,
        session,
        secret,
        payloadBytes,
        queuedBytes,
        mostCallers,
        handshake,
        connect,
        longestRetry,
        forget);
  }

  /** The same with another time after which a request is given up. */
  public TcpOptions withForget(Duration value) {
    return new TcpOptions(
        cluster,
        session,
        secret,
        mostPayloadBytes,
        mostQueuedBytes,
        mostCallers,
        handshake,
        connect,
        longestRetry,
        value);
  }

  Secret proving() {
    return secret.orElseGet(Secret::none);
  }
}
