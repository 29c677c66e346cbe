package org.ackmark.bench.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.node.NodeServer;
import org.ackmark.bench.run.Checkout;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.wal.io.LogLockedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One replica. */
@Command(
    name = "node",
    description =
        "Serve as one replica until stopped: `quorum run --hosts` on another machine makes use of"
            + " it. Beyond this machine's loopback it takes a shared secret, from a file or from"
            + " the environment (ACKMARK_SECRET).",
    footer = {
      "",
      "Example: ackmark quorum node --id 1",
      "         ackmark quorum node --id 1 --listen 0.0.0.0:7400 --secret-file secret --dir /data"
    })
final class NodeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin CommonOptions common;
  @Mixin private SecretOptions secret;
  @Mixin private TlsOptions tls;

  @Option(
      names = "--id",
      required = true,
      paramLabel = "NUMBER",
      description = "Which replica this is: from 1; 0 is the one beside the coordinator.")
  private int id;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:7400",
      description = "Where it can be asked (default: ${DEFAULT-VALUE}); port 0 for any free one.")
  private String listen;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      defaultValue = "ackmark-node",
      description = "A directory on the disk to be measured (default: ${DEFAULT-VALUE}).")
  private Path directory;

  @Option(
      names = "--end-with-input",
      hidden = true,
      description = "End when standard input does: for whoever starts it as a child.")
  private boolean endsWithInput;

  NodeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    NodeId self = self();
    InetSocketAddress address = HostPort.parse("--listen", listen);
    try (NodeServer server = start(self, address)) {
      String host = server.address().getAddress().getHostAddress();
      terminal.out().println(self + " listens on " + host + ":" + server.address().getPort());
      awaitEnd();
    }
    return ExitCode.OK.code();
  }

  private NodeServer start(NodeId self, InetSocketAddress address)
      throws IOException, InterruptedException {
    NodeOptions options = new NodeOptions(self, directory, address, tcp(), Checkout.version());
    try {
      return NodeServer.start(
          options, (remote, reason) -> terminal.err().println(remote + ": " + reason));
    } catch (IllegalArgumentException | LogLockedException e) {
      throw (UsageException) new UsageException(e.getMessage()).initCause(e);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw (UsageException)
          new UsageException("--dir: " + directory + " is not a directory").initCause(e);
    } catch (FileSystemException e) {
      throw (UsageException)
          new UsageException("--dir: %s can't be used: %s".formatted(directory, reason(e)))
              .initCause(e);
    }
  }

  private static String reason(FileSystemException e) {
    return e instanceof AccessDeniedException ? "permission denied" : e.getReason();
  }

  private TcpOptions tcp() {
    TcpOptions options = TcpOptions.of(NodeOptions.CLUSTER);
    options = secret.read().map(options::withSecret).orElse(options);
    return tls.read().map(options::withTls).orElse(options);
  }

  private NodeId self() {
    if (id < 1 || id >= Quorum.MOST_REPLICAS) {
      throw new UsageException(
          "--id is %d, must be from 1 to %d: 0 is the replica that is with whoever measures"
              .formatted(id, Quorum.MOST_REPLICAS - 1));
    }
    return Names.node(id);
  }

  private void awaitEnd() throws IOException, InterruptedException {
    if (!endsWithInput) {
      new CountDownLatch(1).await(); // until a signal ends the process
    }
    while (System.in.read() >= 0) {
      // who started this says nothing more
    }
  }
}
