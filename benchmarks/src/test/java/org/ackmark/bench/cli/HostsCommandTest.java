package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.node.NodeServer;
import org.ackmark.bench.run.Checkout;
import org.ackmark.bench.run.DiskFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code --hosts} with nodes that will not do: one sentence, soon, and no trace of a secret. */
@Timeout(120)
class HostsCommandTest {
  private static final String SECRET = "a secret of the tests alone";
  private static final String OTHER = "another secret that no node knows";

  private DiskFolder folder;

  @BeforeEach
  void make() throws IOException {
    folder = new DiskFolder();
  }

  @AfterEach
  void delete() throws IOException {
    folder.close();
  }

  private Path path(String name) {
    return folder.path().resolve(name);
  }

  private void requireRefused(int code, String sentence, List<String> words, Path hosts)
      throws IOException {
    Path data = Files.createDirectories(path("data"));
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--hosts", hosts.toString(), "--dir", data.toString()));
    Invocation said = Invocation.of(all.toArray(String[]::new));
    assertEquals(code, said.code(), said.err());
    assertTrue(said.err().contains(sentence), said.err());
    for (String never : List.of("\tat ", "Exception", SECRET, OTHER)) {
      assertFalse((said.err() + said.out()).contains(never), never + " in: " + said.err());
    }
  }

  private List<String> run() {
    return List.of("quorum", "run", "--allow-busy", "--out", path("out").toString());
  }

  private static List<String> check() {
    return List.of("quorum", "check", "--replication", "abd-3-2-2-synced-hosts");
  }

  @Test
  void secretThatTheNodesDoNotKnow() throws Exception {
    try (TwoNodes nodes = TwoNodes.start(path("one"), path("two"), SECRET)) {
      Path other = Files.writeString(path("other"), OTHER);
      Path hosts = nodes.hosts(path("hosts.yaml"), other);
      requireRefused(5, "node byzantium at 127.0.0.1:", run(), hosts);
      requireRefused(5, "has not answered for 1 s", check(), hosts);
      Path right = Files.writeString(path("right"), SECRET);
      Path good = nodes.hosts(path("good.yaml"), right);
      Invocation control =
          Invocation.of(
              "quorum",
              "check",
              "--replication",
              "abd-3-2-2-synced-hosts",
              "--operations",
              "200",
              "--hosts",
              good.toString(),
              "--dir",
              path("data").toString());
      assertEquals(0, control.code(), control.err() + control.out());
    }
  }

  @Test
  void nodeThatDoesNotAnswer() throws Exception {
    Path hosts;
    try (TwoNodes nodes = TwoNodes.start(path("one"), path("two"), null)) {
      hosts = nodes.hosts(path("hosts.yaml"), null);
    }
    requireRefused(5, "has not answered for 1 s: can't be reached", run(), hosts);
    requireRefused(5, "has not answered for 1 s: can't be reached", check(), hosts);
  }

  @Test
  void nodeAndItsCopy() throws Exception {
    Files.createDirectories(path("one"));
    Files.createDirectories(path("two"));
    Files.writeString(path("one").resolve("node-identity"), "the same");
    Files.writeString(path("two").resolve("node-identity"), "the same");
    try (TwoNodes nodes = TwoNodes.start(path("one"), path("two"), null)) {
      Path hosts = nodes.hosts(path("hosts.yaml"), null);
      requireRefused(2, "byzantium and cyrene are one node, or copies of one", run(), hosts);
    }
  }

  @Test
  void nodeOfAnotherVersion() throws Exception {
    try (NodeServer one = TwoNodes.node(1, path("one"), null, Checkout.version());
        NodeServer two = TwoNodes.node(2, path("two"), null, "0.0.1")) {
      Path hosts = TwoNodes.hosts(path("hosts.yaml"), null, one, two);
      requireRefused(2, "cyrene runs ackmark 0.0.1, and this is", run(), hosts);
    }
  }
}
