package org.ackmark.quorum.ratis;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.wal.store.Bytes;
import org.apache.ratis.client.RaftClient;
import org.apache.ratis.protocol.Message;

/** A replica in a JVM of its own, which can be killed: no close, no farewell, no last sync. */
final class ReplicaProcess implements AutoCloseable {
  private static final String READY = "ready";

  private final Process process;

  private ReplicaProcess(Process process) {
    this.process = process;
  }

  static ReplicaProcess start(RatisGroup group, int index, Path directory) throws IOException {
    List<String> addresses =
        group.addresses().stream().map(a -> a.getHostString() + ":" + a.getPort()).toList();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + Path.of("..", "jvm.options"),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            ReplicaProcess.class.getName(),
            group.name(),
            String.join(",", addresses),
            "" + index,
            directory.toString());
    return new ReplicaProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** Waits until it has started; it says nothing before that and nothing after. */
  void awaitReady() throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    String line = output.readLine();
    if (!READY.equals(line)) {
      throw new IOException("the replica said: " + line);
    }
  }

  /** Who answers reads, by Ratis' own client. */
  static int leader(RatisGroup group) throws IOException {
    RaftClient.Builder builder =
        RaftClient.newBuilder()
            .setRaftGroup(group.raft())
            .setProperties(Settings.client(Duration.ofSeconds(2)));
    try (RaftClient client = builder.build()) {
      Message read = RatisCodec.read(Bytes.utf8("k0"));
      return RatisGroup.index(client.io().sendReadOnlyNonLinearizable(read).getServerId());
    }
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      throw new IllegalStateException("pid=" + process.pid() + " lives on");
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** The replica: name of the group, addresses, index, directory. Ends when it is killed. */
  public static void main(String[] words) throws Exception {
    RatisGroup group = RatisGroup.of(words[0], List.of(words[1].split(",", -1)));
    RatisReplica replica =
        RatisReplica.open(group, Integer.parseInt(words[2]), Path.of(words[3]), Replicas.SMALL);
    try (replica) {
      System.out.println(READY);
      int end = System.in.read(); // until the parent dies
      System.exit(end < 0 ? 0 : 1);
    }
  }
}
