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

  private final Launch launch;
  private final Process process;
  private final InetSocketAddress address;

  /**
   * How to start it.
   *
   * @param before words before the node's own
   * @param listen HOST:PORT
   * @param after words after them
   * @param errors where it writes what goes wrong
   */
  private record Launch(
      NodeId node,
      List<String> before,
      String listen,
      List<String> after,
      Map<String, String> environment,
      Path errors) {
    Launch at(InetSocketAddress address) {
      String there = address.getHostString() + ":" + address.getPort();
      return new Launch(node, before, there, after, environment, errors);
    }

    List<String> words() {
      List<String> words = new ArrayList<>(before);
      words.addAll(List.of("quorum", "node", "--id", Integer.toString(node.number())));
      words.addAll(List.of("--listen", listen, "--end-with-input"));
      words.addAll(after);
      return words;
    }
  }

  private NodeProcess(Launch launch) throws IOException {
    this.launch = launch;
    ProcessBuilder builder =
        new ProcessBuilder(launch.words()).redirectError(launch.errors.toFile());
    builder.environment().putAll(launch.environment);
    this.process = builder.start();
    try {
      this.address = firstLine();
    } catch (IOException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /**
   * Starts one on this machine, reachable from it alone, and blocks until it listens.
   *
   * @param directory for its files; its errors go there too
   * @param secret that it is to know, which it gets in its environment
   */
  static NodeProcess here(NodeId node, Path directory, String secret) throws IOException {
    return java(node, List.of(), "127.0.0.1:0", directory, secret);
  }

  /** The same in a network namespace. */
  static NodeProcess in(Namespace namespace, NodeId node, Path directory, String secret)
      throws IOException {
    return java(node, namespace.prefix(), namespace.address() + ":0", directory, secret);
  }

  private static NodeProcess java(
      NodeId node, List<String> prefix, String listen, Path directory, String secret)
      throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JvmFlags.inherited());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    return new NodeProcess(
        new Launch(
            node,
            words,
            listen,
            List.of("--dir", directory.toString()),
            Map.of(NodeOptions.SECRET_VARIABLE, secret),
            Files.createDirectories(directory).resolve("errors.txt")));
  }

  /**
   * Starts one on another host by ssh, and blocks until it listens. It reads its secret from a file
   * that is there.
   */
  static NodeProcess there(List<String> ssh, Hosts.Host host, String secretFile, Path errors)
      throws IOException {
    List<String> before = new ArrayList<>(ssh);
    before.addAll(List.of("--", host.ssh(), quoted(host.command())));
    List<String> after =
        List.of("--dir", quoted(host.directory()), "--secret-file", quoted(secretFile));
    return new NodeProcess(
        new Launch(
            Names.node(host.id()),
            before,
            quoted(written(host.host()) + ":" + host.port()),
            after,
            Map.of(),
            errors));
  }

  /** As one word of the shell that ssh hands its words to, joined by spaces. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String written(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** Starts it once more where it was, with what it left there; it is closed. */
  NodeProcess again() throws IOException {
    return new NodeProcess(launch.at(address));
  }

  private InetSocketAddress firstLine() throws IOException {
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String line = said.readLine();
    int at = line == null ? -1 : line.lastIndexOf(':');
    if (line == null || !line.contains(LISTENS) || at < 0) {
      throw new NodeException("node " + launch.node + " did not start: " + complaint(line));
    }
    String host = line.substring(line.indexOf(LISTENS) + LISTENS.length(), at);
    return new InetSocketAddress(host, Integer.parseInt(line.substring(at + 1).strip()));
  }

  private String complaint(String line) throws IOException {
    String errorText = Files.readString(launch.errors, StandardCharsets.UTF_8).strip();
    return errorText.isEmpty() ? String.valueOf(line) : errorText;
  }

  NodeId node() {
    return launch.node;
  }

  InetSocketAddress address() {
    return address;
  }

  /** Its process, to be paused. */
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
