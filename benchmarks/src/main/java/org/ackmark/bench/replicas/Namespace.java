package org.ackmark.bench.replicas;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A network namespace of this machine with a pair of virtual interfaces between it and the one in
 * which this process is: a host of its own, as far as the network goes. Takes root and iproute2
 * (ip-netns(8), veth(4), tc-tbf(8)). For one thread.
 */
final class Namespace implements AutoCloseable {
  private static final String PREFIX = "ackmark-";
  private static final int ADDRESSES_EACH = 4; // a /30
  private static final int NETWORKS = 250;
  private static final String BURST_BYTES = "65536"; // a frame as large as this passes at once

  private final String name;
  private final String outside;
  private final String inside;
  private final String network;
  private final int base;

  private Namespace(long process, int number) {
    this.name = PREFIX + process + "-" + number;
    this.outside = "am" + process + "-" + number + "o";
    this.inside = "am" + process + "-" + number + "i";
    this.network = "10.77." + process % NETWORKS + ".";
    this.base = ADDRESSES_EACH * number;
  }

  /**
   * Makes one; what an earlier process left is removed first.
   *
   * @param number from 0, of those that this process makes
   * @param bandwidthBytesPerSecond each way; 0 for no bound
   * @throws NodeException when that can't be done here
   */
  static Namespace make(int number, long bandwidthBytesPerSecond)
      throws IOException, InterruptedException {
    removeLeftovers();
    Namespace made = new Namespace(ProcessHandle.current().pid(), number);
    try {
      made.connect();
      if (bandwidthBytesPerSecond > 0) {
        made.bound(bandwidthBytesPerSecond);
      }
      return made;
    } catch (IOException | InterruptedException e) {
      made.close();
      throw e;
    }
  }

  private void connect() throws IOException, InterruptedException {
    run("ip", "netns", "add", name);
    run("ip", "link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name);
    run("ip", "address", "add", network + (base + 1) + "/30", "dev", outside);
    run("ip", "link", "set", outside, "up");
    run("ip", "-n", name, "address", "add", address() + "/30", "dev", inside);
    run("ip", "-n", name, "link", "set", inside, "up");
    run("ip", "-n", name, "link", "set", "lo", "up");
  }

  private void bound(long bytesPerSecond) throws IOException, InterruptedException {
    String rate = bytesPerSecond + "bps"; // what tc calls bytes per second
    run(
        "tc",
        "qdisc",
        "add",
        "dev",
        outside,
        "root",
        "tbf",
        "rate",
        rate,
        "burst",
        BURST_BYTES,
        "latency",
        "1s");
    run(
        "tc",
        "-n",
        name,
        "qdisc",
        "add",
        "dev",
        inside,
        "root",
        "tbf",
        "rate",
        rate,
        "burst",
        BURST_BYTES,
        "latency",
        "1s");
  }

  /** Its end of the link, which can be reached from here. */
  String address() {
    return network + (base + 2);
  }

  /** What comes before a command that is to run in it. */
  List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  /** Cuts the link: what is sent is lost, and no end hears of it. */
  void cut() throws IOException, InterruptedException {
    run("ip", "-n", name, "link", "set", inside, "down");
  }

  /** Joins it again. */
  void mend() throws IOException, InterruptedException {
    run("ip", "-n", name, "link", "set", inside, "up");
  }

  /** Removes it, and its link with it. */
  @Override
  public void close() throws IOException {
    try {
      if (names().contains(name)) {
        run("ip", "netns", "delete", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Those of processes that are no more. */
  private static void removeLeftovers() throws IOException, InterruptedException {
    for (String each : names()) {
      String[] parts = each.split("-");
      boolean ours = each.startsWith(PREFIX) && parts.length == 3 && parts[1].matches("[0-9]{1,9}");
      if (ours && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty()) {
        run("ip", "netns", "delete", each);
      }
    }
  }

  private static List<String> names() throws IOException, InterruptedException {
    return run("ip", "netns", "list").lines().map(line -> line.split(" ")[0]).toList();
  }

  private static String run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(Arrays.asList(words));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new NodeException("network namespaces take iproute2 (ip, tc): " + e.getMessage());
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new NodeException(
          "network namespaces take root: '%s' said: %s"
              .formatted(String.join(" ", command), said.strip()));
    }
    return said;
  }
}
