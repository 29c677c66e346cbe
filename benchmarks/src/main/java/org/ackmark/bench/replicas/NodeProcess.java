package org.ackmark.bench.replicas;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.node.NodeOptions;
import org.ackmark.bench.profile.Hosts;
import org.ackmark.quorum.net.NodeId;

/**
 * A node that this process started. It ends when this process does, however that ends: its standard
 * input ends then. For one thread.
 */
final class NodeProcess implements AutoCloseable {
  private static final String PROGRAM = "org.ackmark.bench.cli.Ackmark";
  private static final String LISTENS = " listens on ";

  private final NodeId node;
  private final Process process;
  private final Path errors;
  private final InetSocketAddress address;

  private NodeProcess(NodeId node, Process process, Path errors) throws IOException {
    this.node = node;
    this.process = process;
    this.errors = errors;
    this.address = firstLine();
  }

  /**
   * Starts one on this machine, reachable from it alone, and blocks until it listens.
   *
   * @param directory for its files; its errors go there too
   * @param secret that it is to know, which it gets in its environment
   */
  static NodeProcess here(NodeId node, Path directory, String secret) throws IOException {
    return java(node, List.of(), "127.0.0.1", 0, directory, secret);
  }

  /** The same in a network namespace. */
  static NodeProcess in(Namespace namespace, NodeId node, Path directory, String secret)
      throws IOException {
    return java(node, namespace.prefix(), namespace.address(), 0, directory, secret);
  }

  /** Starts it once more, where it was, with what it left there. */
  NodeProcess again(List<String> prefix, Path directory, String secret) throws IOException {
    return java(node, prefix, address.getHostString(), address.getPort(), directory, secret);
  }

  private static NodeProcess java(
      NodeId node, List<String> prefix, String host, int port, Path directory, String secret)
      throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JvmFlags.inherited());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    words.addAll(arguments(node, host + ":" + port, directory.toString()));
    Path errors = Files.createDirectories(directory).resolve("errors.txt");
    return start(node, words, Map.of(NodeOptions.SECRET_VARIABLE, secret), errors);
  }

  /**
   * Starts one on another host by ssh, and blocks until it listens. It reads its secret from a file
   * that is there.
   */
  static NodeProcess there(Hosts.Host host, String secretFile, Path errors) throws IOException {
    NodeId node = Names.node(host.id());
    List<String> words = new ArrayList<>(List.of("ssh", host.ssh(), host.command()));
    words.addAll(arguments(node, host.host() + ":" + host.port(), host.directory()));
    words.addAll(List.of("--secret-file", secretFile));
    return start(node, words, Map.of(), errors);
  }

  private static List<String> arguments(NodeId node, String listen, String directory) {
    String id = Integer.toString(node.number());
    return List.of(
        "quorum", "node", "--id", id, "--listen", listen, "--dir", directory, "--end-with-input");
  }

  private static NodeProcess start(
      NodeId node, List<String> words, Map<String, String> environment, Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      return new NodeProcess(node, process, errors);
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private InetSocketAddress firstLine() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    int at = line == null ? -1 : line.lastIndexOf(':');
    if (line == null || !line.contains(LISTENS) || at < 0) {
      throw new NodeException("node " + node + " did not start: " + complaint(line));
    }
    String host = line.substring(line.indexOf(LISTENS) + LISTENS.length(), at);
    return new InetSocketAddress(host, Integer.parseInt(line.substring(at + 1).strip()));
  }

  private String complaint(String line) throws IOException {
    String errorText = Files.readString(errors, StandardCharsets.UTF_8).strip();
    return errorText.isEmpty() ? String.valueOf(line) : errorText;
  }

  NodeId node() {
    return node;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Its process, to be stopped or killed. */
  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Kills it; its files stay. Blocks until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
