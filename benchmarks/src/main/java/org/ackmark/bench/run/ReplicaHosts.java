package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ackmark.bench.node.DeviceIdentity;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.replicas.HostList;
import org.ackmark.bench.replicas.HostList.Described;
import org.ackmark.results.Finding;
import org.ackmark.results.files.RunDirectory;

/** The nodes of a run on several hosts, and what they said of themselves. For one thread. */
public final class ReplicaHosts implements AutoCloseable {
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
   * Refuses replicas on hosts that were not named, or are too few.
   *
   * @throws UsageException when they are
   */
  public static void require(Optional<Replication> replication, Optional<Hosts> hosts) {
    Optional<Replication> elsewhere =
        replication.filter(each -> each.placement() == Placement.HOSTS);
    if (elsewhere.isPresent() && hosts.isEmpty()) {
      throw new UsageException("the profile has replicas on hosts: name them with --hosts FILE");
    }
    if (elsewhere.isPresent() && elsewhere.get().quorum().n() > 1 + hosts.get().hosts().size()) {
      throw new UsageException(
          "%d replicas, and %d hosts with the one here"
              .formatted(elsewhere.get().quorum().n(), 1 + hosts.get().hosts().size()));
    }
  }

  /**
   * Starts those that are to be started, and asks all of them who they are.
   *
   * @throws UsageException when they can't be measured together
   * @throws IOException when one does not answer
   */
  public static ReplicaHosts of(Optional<Hosts> hosts, Path directory)
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

  /** What is to be said of them, such as that two share a disk. */
  public List<Finding> findings() {
    return findings;
  }

  /** The findings for people. */
  public String text() {
    return findings.stream()
        .map(finding ->
            "warning  %s %s (%s). Fix: %s.%n"
                .formatted(finding.id(), finding.title(), finding.evidence(), finding.fix()))
        .collect(Collectors.joining());
  }

  /** Puts what each said of its machine beside the environment of this one. */
  public void writeEnvironments(RunDirectory results) throws IOException {
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
