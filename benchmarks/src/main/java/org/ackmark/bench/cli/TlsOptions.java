package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.bench.run.UsageException;
import org.ackmark.quorum.tcp.Tls;
import picocli.CommandLine.Option;

/** The keys of a node, all three files or none. */
final class TlsOptions {
  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "This node's certificate, which bears its name, in PEM: for mutual TLS.")
  private Path certificate;

  @Option(names = "--key", paramLabel = "FILE", description = "Its key, in PEM as PKCS#8.")
  private Path key;

  @Option(
      names = "--authority",
      paramLabel = "FILE",
      description = "The certificate of who signs the nodes of the cluster, in PEM.")
  private Path authority;

  /** The keys; empty when none are given. */
  Optional<Tls> read() {
    long given = Stream.of(certificate, key, authority).filter(Objects::nonNull).count();
    if (given == 0) {
      return Optional.empty();
    }
    if (given < 3) {
      throw new UsageException("--certificate, --key and --authority go together: name all three");
    }
    try {
      return Optional.of(Tls.of(certificate, key, authority));
    } catch (IOException | IllegalArgumentException e) {
      throw (UsageException) new UsageException("keys: " + e.getMessage()).initCause(e);
    }
  }
}
