package org.ackmark.quorum.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and nodes that it signs, made by the JDK's keytool, as PEM files in a directory. */
final class ThrowAwayKeys {
  private static final String PASSWORD = "throw-away";

  private final Path directory;
  private final Path store;

  /** Makes an authority. */
  ThrowAwayKeys(Path directory) throws Exception {
    this.directory = directory;
    this.store = directory.resolve("keys.p12");
    keytool("-alias", "authority", "-dname", "CN=an authority", "-ext", "bc:c");
    write("authority.pem", "CERTIFICATE", entry("authority").getEncoded());
  }

  /** Signs a node of that name. */
  ThrowAwayKeys sign(String node, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-alias", node, "-signer", "authority"));
    arguments.addAll(List.of("-dname", "CN=" + node));
    arguments.addAll(List.of(more));
    keytool(arguments.toArray(String[]::new));
    write(node + ".pem", "CERTIFICATE", entry(node).getEncoded());
    write(node + ".key", "PRIVATE KEY", key(node).getEncoded());
    return this;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Tls of(String node) throws IOException {
    return Tls.of(file(node + ".pem"), file(node + ".key"), file("authority.pem"));
  }

  private void keytool(String... arguments) throws Exception {
    String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(tool, "-genkeypair", "-keyalg", "EC"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private Certificate entry(String alias) throws IOException, GeneralSecurityException {
    return loaded().getCertificate(alias);
  }

  private Key key(String alias) throws IOException, GeneralSecurityException {
    return loaded().getKey(alias, PASSWORD.toCharArray());
  }

  private KeyStore loaded() throws IOException, GeneralSecurityException {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD.toCharArray());
    }
    return loaded;
  }

  private void write(String file, String kind, byte[] encoded) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Files.writeString(
        file(file), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind));
  }
}
