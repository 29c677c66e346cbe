package org.ackmark.bench.node;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpOptions;

/**
 * What a node is told when it starts. Immutable.
 *
 * @param self which replica it is
 * @param directory for its files; made if it is not there
 * @param listen the address at which it can be asked
 * @param tcp of its network
 * @param version of this program
 */
public record NodeOptions(
    NodeId self, Path directory, InetSocketAddress listen, TcpOptions tcp, String version) {
  /** What clusters of this program call themselves. */
  public static final String CLUSTER = "ackmark";

  /** The environment's variable that may hold the secret. */
  public static final String SECRET_VARIABLE = "ACKMARK_SECRET";
}
