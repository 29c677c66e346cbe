package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ackmark.bench.node.DeviceIdentity;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.replicas.HostList;
import org.ackmark.bench.replicas.HostList.Described;
import org.ackmark.results.Finding;
import org.ackmark.results.files.RunDirectory;

/** The nodes of a run on several hosts, and what they said of themselves. For one thread. */
final class ReplicaHosts implements AutoCloseable {
  private static final String FOLDER = "nodes";
  private static final String ENVIRONMENT = "-environment.json";

  private final HostList list; // null where all is here
  private final List<Described> nodes;
  private final List<Finding> findings;

  private ReplicaHosts(HostList list, List<Described> nodes, List<Finding> findings) {
    this.list = list;
    this.nodes = nodes;
    this.findings = findings;
  }

  /**
   * Starts those that are to be started, and asks all of them who they are.
   *
   * @throws UsageException when they can't be measured together
   * @throws IOException when one does not answer
   */
  static ReplicaHosts of(Optional<Hosts> hosts, Path directory)
      throws IOException, InterruptedException {
    if (hosts.isEmpty()) {
      return new ReplicaHosts(null, List.of(), List.of());
    }
    HostList list = HostList.start(hosts.get());
    try {
      List<Described> nodes = HostList.describe(hosts.get());
      HostChecks.require(nodes, Checkout.version());
      return new ReplicaHosts(
          list, nodes, HostChecks.findings(nodes, DeviceIdentity.of(directory)));
    } catch (IllegalArgumentException e) {
      try (list) { // its secret or its keys
        throw (UsageException) new UsageException("--hosts: " + e.getMessage()).initCause(e);
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      try (list) {
        throw e;
      }
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /** The findings for people. */
  String text() {
    return findings.stream()
        .map(finding ->
            "warning  %s %s (%s). Fix: %s.%n"
                .formatted(finding.id(), finding.title(), finding.evidence(), finding.fix()))
        .collect(Collectors.joining());
  }

  /** Puts what each said of its machine beside the environment of this one. */
  void writeEnvironments(RunDirectory results) throws IOException {
    for (Described each : nodes) {
      Path folder = Files.createDirectories(results.file(FOLDER));
      Files.writeString(
          folder.resolve(each.node() + ENVIRONMENT), each.description().environment());
    }
  }

  @Override
  public void close() throws IOException {
    if (list != null) {
      list.close();
    }
  }
}
