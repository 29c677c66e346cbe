package org.ackmark.bench.replicas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.node.NodeServer;
import org.ackmark.bench.node.Part;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Hosts.Host;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostListTest {
  private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(300);
  private static final Duration SHORT = Duration.ofNanos(PATIENCE_NS);
  private static final Part FOLLOWER =
      new Part(
          Part.Role.FOLLOWER,
          WalOptions.of(Variant.GROUP).withSegmentBytes(1 << 20),
          Level.SYNCED,
          false);

  @TempDir private Path folder;

  @Test
  void shouldStartByShellWordsWithSpacesAndEndWithTheCoordinator() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("it's a $(touch pwned) folder"));
    Path secret = Files.writeString(odd.resolve("the secret"), "a secret of the tests alone");
    Path directory = odd.resolve("the data");
    Host host = new Host(1, "127.0.0.1", free(), "me@there", program(odd), directory.toString());
    Hosts hosts = new Hosts(List.of(host), secret.toString(), null, TimeUnit.SECONDS.toNanos(60));
    try (HostList _ = HostList.start(hosts, List.of(remoteShell()))) {
      List<HostList.Described> nodes = HostList.describe(hosts);
      assertEquals(Names.node(1), nodes.getFirst().node());
      assertTrue(Files.exists(directory.resolve("node-identity")));
    }
    awaitUnlocked(directory.resolve(PosixDisk.LOCK_NAME));
  }

  @Test
  void shouldSayWhatSshSays() throws IOException {
    Path ssh = script("ssh", "echo \"ssh: could not resolve hostname $2\" >&2; exit 255");
    Host host = new Host(1, "127.0.0.1", 7400, "nowhere", "ackmark", "data");
    Hosts hosts = new Hosts(List.of(host), "secret", null, PATIENCE_NS);
    NodeException failed =
        assertThrows(NodeException.class, () -> HostList.start(hosts, List.of(ssh.toString())));
    assertEquals(
        "node byzantium did not start: ssh: could not resolve hostname nowhere",
        failed.getMessage());
  }

  @Test
  void shouldSayWhichHostDoesNotAnswer() throws Exception {
    Hosts hosts = new Hosts(List.of(host("127.0.0.1", free())), null, null, PATIENCE_NS);
    NodeException failed = assertThrows(NodeException.class, () -> HostList.describe(hosts));
    assertTrue(failed.getMessage().startsWith("node byzantium at 127.0.0.1:"), failed.getMessage());
    assertTrue(
        failed.getMessage().contains("has not answered for 0.3 s: can't be reached"),
        failed.getMessage());
  }

  @Test
  void shouldAskForANameUntilItIsKnown() throws Exception {
    AtomicInteger questions = new AtomicInteger();
    InetSocketAddress known = new InetSocketAddress(InetAddress.getLoopbackAddress(), 7400);
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("pod-0.nodes", 7400);
    InetSocketAddress found =
        HostNodes.resolved(
            host("pod-0.nodes", 7400),
            Duration.ofMinutes(1),
            _ -> questions.incrementAndGet() < 3 ? unknown : known);
    assertEquals(known, found);
    assertEquals(3, questions.get());
  }

  @Test
  void shouldGiveUpANameThatNobodyKnows() {
    InetSocketAddress unknown = InetSocketAddress.createUnresolved("pod-0.nodes", 7400);
    NodeException failed =
        assertThrows(
            NodeException.class,
            () -> HostNodes.resolved(host("pod-0.nodes", 7400), SHORT, _ -> unknown));
    assertEquals("no host is known by the name 'pod-0.nodes'", failed.getMessage());
  }

  @Test
  void shouldSayWhichNodeCanNotOpenItsLog() throws Exception {
    Files.writeString(folder.resolve("log"), "where its folder would be");
    NodeException failed = assertThrows(NodeException.class, () -> open(folder));
    assertTrue(failed.getMessage().contains("node byzantium at 127.0.0.1:"), failed.toString());
    assertTrue(failed.getMessage().contains("can't: log: "), failed.toString());
  }

  @Test
  void shouldSayThatADiskIsFull() throws Exception {
    Process mount =
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString())
            .redirectErrorStream(true)
            .start();
    assumeTrue(mount.waitFor() == 0, "SKIPPED: a full disk takes root, to mount a small one");
    try {
      NodeException failed = assertThrows(NodeException.class, () -> open(folder));
      assertTrue(failed.getMessage().contains("No space left on device"), failed.toString());
      assertEquals(1, failed.getMessage().lines().count());
    } finally {
      assertEquals(0, new ProcessBuilder("umount", folder.toString()).start().waitFor());
    }
  }

  private static void open(Path directory) throws Exception {
    TcpOptions tcp = TcpOptions.of(NodeOptions.CLUSTER);
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NodeOptions options = new NodeOptions(Names.node(1), directory, any, tcp, "test");
    try (NodeServer server = NodeServer.start(options, (_, _) -> {})) {
      TreeMap<NodeId, InetSocketAddress> addresses = new TreeMap<>();
      addresses.put(Names.node(1), server.address());
      TcpOptions session = tcp.withSession("log");
      try (RemoteNodes nodes =
          new RemoteNodes(Names.node(0), addresses, session, null, RemoteNodes.CONNECT)) {
        nodes.open(Names.node(1), FOLLOWER);
      }
    }
  }

  private static Host host(String name, int port) {
    return new Host(1, name, port, null, "ackmark", "data");
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Does what ssh and the shell on the other side do: joins the words and reads them again. */
  private String remoteShell() throws IOException {
    String text =
        """
        [ "$1" = -- ] && [ "$2" = me@there ] || exit 9
        shift 2
        sh -c "$*"
        """;
    return script("ssh", text).toString();
  }

  private static String program(Path folder) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String path = System.getProperty("java.class.path");
    Path file = folder.resolve("ack mark");
    Files.writeString(
        file,
        "#!/bin/sh\nexec %s @%s -cp '%s' org.ackmark.bench.cli.Ackmark \"$@\"\n"
            .formatted(java, Path.of("..", "jvm.options").toAbsolutePath(), path));
    assertTrue(file.toFile().setExecutable(true));
    return file.toString();
  }

  private Path script(String name, String text) throws IOException {
    Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }

  /** The node's lock goes with its process. */
  private static void awaitUnlocked(Path lock) throws Exception {
    assertTrue(Files.exists(lock), "the node never locked " + lock);
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (System.nanoTime() - endNs < 0) {
      try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
        if (channel.tryLock() != null) {
          return;
        }
      }
      Thread.sleep(20);
    }
    throw new AssertionError("the node outlives its coordinator");
  }
}
