package org.ackmark.bench.node;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.Surroundings;
import org.ackmark.bench.nic.EchoCodec;
import org.ackmark.quorum.log.LogCodec;
import org.ackmark.quorum.net.LocalTimer;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.register.RegisterCodec;
import org.ackmark.quorum.tcp.Admission;
import org.ackmark.quorum.tcp.Incidents;
import org.ackmark.quorum.tcp.TcpNetwork;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;
import org.ackmark.wal.io.PosixDisk;

/**
 * A replica that others can ask: it serves until it is closed. It holds a lock on its directory,
 * and forgets a session, with its files, some time after the last connection of it has gone. Safe
 * for any number of threads.
 */
public final class NodeServer implements AutoCloseable {
  /** A coordinator that lost its connection is back by then, or has died. */
  private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(60);

  /** It becomes a folder's name. */
  private static final Pattern SESSION = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private static final String IDENTITY = "node-identity";

  private final NodeId self;
  private final Path directory;
  private final String version;
  private final Closeable lock;
  private final String identity;
  private final TcpNetwork network;
  private final LocalTimer timer = new LocalTimer();
  private final Map<String, Attended> sessions = new ConcurrentHashMap<>();
  private InetSocketAddress address;

  private NodeServer(NodeOptions options, Closeable lock, Incidents incidents) throws IOException {
    this.self = options.self();
    this.directory = options.directory();
    this.version = options.version();
    this.lock = lock;
    this.identity = identity(directory);
    this.network =
        new TcpNetwork(
            self,
            options.tcp(),
            List.of(new LogCodec(), new RegisterCodec(), new ControlCodec(), new EchoCodec()),
            incidents);
  }

  /** A session and how many connections it has. */
  private record Attended(Session session, int connections) {}

  /**
   * Starts a node.
   *
   * @throws IOException when the address can't be had or the directory can't be used or is in use
   * @throws IllegalArgumentException when others could reach it and it has no secret
   */
  public static NodeServer start(NodeOptions options, Incidents incidents)
      throws IOException, InterruptedException {
    Closeable lock = new PosixDisk(Files.createDirectories(options.directory())).lock();
    NodeServer server = null;
    try {
      server = new NodeServer(options, lock, incidents);
      server.address = server.network.listen(options.listen(), server.admission());
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      if (server == null) {
        lock.close();
      } else {
        server.close();
      }
      throw e;
    }
  }

  /** Two nodes that say the same are one directory, or copies of one. */
  private static String identity(Path directory) throws IOException {
    Path file = directory.resolve(IDENTITY);
    if (!Files.exists(file)) {
      Files.writeString(file, UUID.randomUUID().toString());
    }
    return Files.readString(file).strip();
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  private Admission admission() {
    return new Admission() {
      @Override
      public Service service(NodeId from, String session) {
        if (!SESSION.matcher(session).matches()) {
          throw new IllegalArgumentException("session='" + session + "' can't be a folder's name");
        }
        return sessions.compute(session, (name, there) -> joined(name, there)).session;
      }

      @Override
      public void left(NodeId from, String session) {
        sessions.computeIfPresent(
            session, (_, there) -> new Attended(there.session, there.connections - 1));
        timer.schedule(GRACE_NS, () -> sessions.computeIfPresent(session, NodeServer::abandoned));
      }
    };
  }

  private Attended joined(String name, Attended there) {
    return there == null
        ? new Attended(new Session(self, directory.resolve(name), this::describe), 1)
        : new Attended(there.session, there.connections + 1);
  }

  private static Attended abandoned(String name, Attended there) {
    if (there.connections > 0) {
      return there;
    }
    there.session.abandon();
    return null;
  }

  private ControlMessage describe() {
    Instant now = Instant.now();
    Environment environment =
        Surroundings.read(KernelFiles.live(), List.of(directory)).environment(now);
    Redactor redactor =
        Redactor.standard().hiding(directory.toAbsolutePath(), "target").hiding(environment);
    return new ControlMessage.Description(
        version,
        identity,
        DeviceIdentity.of(directory),
        TimeUnit.MILLISECONDS.toMicros(now.toEpochMilli()),
        JsonText.pretty(environment, redactor));
  }

  /** Ends every connection and session; waits for it. Files stay. */
  @Override
  public void close() throws IOException {
    network.close();
    timer.close();
    sessions.values().forEach(each -> each.session.close());
    lock.close();
  }
}
