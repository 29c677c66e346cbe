package org.ackmark.bench.nic;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.tcp.TcpNetwork;

/** Another process on this machine that echoes, and a connection to it. For one thread. */
public final class EchoProcess implements AutoCloseable {
  private static final NodeId SELF = new NodeId(1, "probe");
  private static final long START_NS = TimeUnit.SECONDS.toNanos(30);

  private final Process process;
  private final TcpNetwork network;

  private EchoProcess(Process process, TcpNetwork network) {
    this.process = process;
    this.network = network;
  }

  /**
   * Starts it and connects; blocks for about a second.
   *
   * @throws IOException when it does not start, or can't be reached
   */
  public static EchoProcess start() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    TcpNetwork network =
        new TcpNetwork(SELF, EchoNode.OPTIONS, List.of(new EchoCodec()), (_, _) -> {});
    EchoProcess echo = new EchoProcess(process, network);
    try {
      echo.connect();
      return echo;
    } catch (IOException | InterruptedException e) {
      echo.close();
      throw e;
    }
  }

  /** With what this JVM was told of modules and access; its other flags are about itself. */
  private static List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(EchoNode.class.getName());
    return command;
  }

  private void connect() throws IOException, InterruptedException {
    String port = process.inputReader(StandardCharsets.UTF_8).readLine();
    if (port == null) {
      throw new IOException("the other process did not start");
    }
    network.reach(
        EchoNode.NODE,
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port)));
    long untilNs = System.nanoTime() + START_NS;
    while (!network.reachable(EchoNode.NODE)) {
      if (System.nanoTime() - untilNs > 0) {
        throw new IOException("the other process can't be reached");
      }
      Thread.sleep(1);
    }
  }

  /** What measures it. */
  public NicProbe probe() {
    return new NicProbe(network, SELF, EchoNode.NODE);
  }

  /** Ends the connection and the process; waits for both. */
  @Override
  public void close() {
    network.close();
    process.destroy();
    process.onExit().join();
  }
}
