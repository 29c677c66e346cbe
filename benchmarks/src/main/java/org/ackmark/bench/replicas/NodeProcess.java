package org.ackmark.bench.replicas;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.quorum.net.NodeId;

/**
 * A node in a process of its own on this machine, reachable from this machine only. It ends when
 * this process does, however that ends: its standard input ends then. For one thread.
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
   * Starts one and blocks until it listens.
   *
   * @param directory for its files; its errors go there too
   * @param secret that it is to know, which it gets in its environment
   */
  static NodeProcess start(NodeId node, Path directory, String secret) throws IOException {
    Path errors = Files.createDirectories(directory).resolve("errors.txt");
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JvmFlags.inherited());
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), PROGRAM));
    words.addAll(List.of("quorum", "node", "--id", Integer.toString(node.number())));
    words.addAll(List.of("--listen", "127.0.0.1:0", "--dir", directory.toString()));
    words.add("--end-with-input");
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    builder.environment().put("ACKMARK_SECRET", secret);
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
    int port = Integer.parseInt(line.substring(at + 1).strip());
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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

  /** Kills it; its files stay. Blocks until it is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
