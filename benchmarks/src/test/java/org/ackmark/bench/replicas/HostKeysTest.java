package org.ackmark.bench.replicas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.node.NodeServer;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.quorum.tcp.TcpOptions;
import org.ackmark.quorum.tcp.Tls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes that have keys, and a coordinator with and without. */
class HostKeysTest {
  private static final String PASSWORD = "throw-away";

  @TempDir private Path folder;

  @Test
  void shouldReachANodeThatHasKeysByKeysAlone() throws Exception {
    makeKeys();
    Tls tls = Tls.of(file("both.pem"), file("both.key"), file("both.pem"));
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NodeOptions options =
        new NodeOptions(
            Names.node(1),
            folder.resolve("data"),
            any,
            TcpOptions.of(NodeOptions.CLUSTER).withTls(tls),
            "test");
    try (NodeServer server = NodeServer.start(options, (_, _) -> {})) {
      int port = server.address().getPort();
      String certificate = file("both.pem").toString();
      Hosts.Keys keys = new Hosts.Keys(certificate, file("both.key").toString(), certificate);
      List<HostList.Described> nodes = HostList.describe(hosts(port, keys, 60));
      assertEquals(Names.node(1), nodes.getFirst().node());
      assertThrows(NodeException.class, () -> HostList.describe(hosts(port, null, 2)));
    }
  }

  private static Hosts hosts(int port, Hosts.Keys keys, int patienceSeconds) {
    Hosts.Host host = new Hosts.Host(1, "127.0.0.1", port, null, "ackmark", "data");
    return new Hosts(List.of(host), null, keys, TimeUnit.SECONDS.toNanos(patienceSeconds));
  }

  @Test
  void shouldSayThatAFileHoldsNoSecret() throws Exception {
    Path secret = Files.writeString(file("short"), "short");
    Hosts.Host nobody = new Hosts.Host(1, "127.0.0.1", 1, null, "ackmark", "data");
    Hosts hosts = new Hosts(List.of(nobody), secret.toString(), null, 1);
    NodeException refused = assertThrows(NodeException.class, () -> HostList.describe(hosts));
    assertTrue(refused.getMessage().contains("holds no secret"), refused.getMessage());
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** One certificate that bears both names and is its own authority. */
  private void makeKeys() throws Exception {
    Path store = file("keys.p12");
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                tool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "both",
                "-dname",
                "CN=athens",
                "-ext",
                "SAN=dns:byzantium",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, made.waitFor(), said);
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    write("both.pem", "CERTIFICATE", keys.getCertificate("both").getEncoded());
    write("both.key", "PRIVATE KEY", keys.getKey("both", PASSWORD.toCharArray()).getEncoded());
  }

  private void write(String name, String what, byte[] bytes) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        file(name), "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }
}
