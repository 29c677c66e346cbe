package org.ackmark.bench.node;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ackmark.bench.nic.EchoMessage;
import org.ackmark.bench.nic.EchoService;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;
import org.ackmark.wal.WalCounters;
import org.ackmark.wal.io.PosixDisk;

/**
 * A node's share in one measured log or store, in a folder of its own. Protocols are answered where
 * they come; what is asked beside them is done one after another on a thread of the session, as it
 * waits for the disk. Safe for any number of threads.
 */
final class Session implements Service, AutoCloseable {
  private static final String PART = "part.json";
  private static final int MOST_SYNCED_BYTES = 4 << 20;
  private static final long MOST_NS = TimeUnit.MINUTES.toNanos(1);
  private static final Service ECHO = new EchoService();
  private static final JsonMapper JSON = new JsonMapper();

  private final NodeId node;
  private final Path folder;
  private final Description description;
  private final ExecutorService thread;
  private volatile OpenPart part; // null while nothing is open
  private SlowableDisk disk; // on the thread; of the part
  private String failure; // on the thread; why what was kept here could not be opened again
  private SyncProbe probe; // on the thread; null until it is needed

  /** Tells what this node is. */
  interface Description {
    ControlMessage describe() throws IOException;
  }

  Session(NodeId node, Path folder, Description description) {
    this.node = node;
    this.folder = folder;
    this.description = description;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("ackmark-session-" + folder.getFileName()).factory());
    thread.execute(this::resume);
  }

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    if (request instanceof ControlMessage control) {
      thread.execute(() -> replier.reply(answer(control)));
      return;
    }
    if (request instanceof EchoMessage) {
      ECHO.handle(from, request, replier);
      return;
    }
    OpenPart open = part;
    if (open != null) {
      open.service().handle(from, request, replier);
    }
  }

  private ControlMessage answer(ControlMessage request) {
    try {
      return switch (request) {
        case ControlMessage.Describe _ -> description.describe();
        case ControlMessage.Open open -> open(open.part());
        case ControlMessage.Count _ -> new ControlMessage.Counted(counters());
        case ControlMessage.Probe asked -> new ControlMessage.Probed(probedNs(asked));
        case ControlMessage.SyncAll all -> new ControlMessage.Probed(meanSyncNs(all));
        case ControlMessage.Slow slow -> slow(slow.syncDelayNs());
        case ControlMessage.End _ -> end();
        default -> new ControlMessage.Failed("that is an answer and no question: " + request);
      };
    } catch (FileSystemException e) { // its message may be no more than the file
      String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      return new ControlMessage.Failed(Path.of(e.getFile()).getFileName() + ": " + reason);
    } catch (IOException | RuntimeException e) {
      return new ControlMessage.Failed(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private ControlMessage open(Part asked) throws IOException {
    closePart();
    disk = new SlowableDisk(new PosixDisk(Files.createDirectories(folder)));
    part = asked.open(node, folder, disk);
    Files.write(folder.resolve(PART), JSON.writeValueAsBytes(asked));
    return new ControlMessage.Done();
  }

  /** Takes part again in what it was in when its process died, without being told. */
  private void resume() {
    Path file = folder.resolve(PART);
    if (Files.exists(file)) {
      try {
        open(JSON.readValue(Files.readAllBytes(file), Part.class));
      } catch (IOException e) {
        // whoever asks next hears that nothing is open here
        failure = "what its last process kept can't be opened: " + e.getMessage();
      }
    }
  }

  private WalCounters counters() throws IOException {
    OpenPart open = part;
    if (open == null && failure != null) {
      throw new IOException(failure);
    }
    return open == null ? WalCounters.NONE : open.counters();
  }

  private long probedNs(ControlMessage.Probe asked) throws IOException {
    return asked.synced() ? probe().syncNs(SyncProbe.nativeCopy(asked.payload())) : 0;
  }

  private long meanSyncNs(ControlMessage.SyncAll asked) throws IOException {
    if (asked.bytes() < 1 || asked.bytes() > MOST_SYNCED_BYTES || asked.durationNs() > MOST_NS) {
      throw new IllegalArgumentException("asked=" + asked);
    }
    return probe().meanNs(asked.bytes(), asked.durationNs());
  }

  private SyncProbe probe() throws IOException {
    if (probe == null) {
      probe = SyncProbe.on(new PosixDisk(Files.createDirectories(beside())));
    }
    return probe;
  }

  private ControlMessage slow(long syncDelayNs) throws IOException {
    if (disk == null) {
      throw new IOException("nothing is open that could be slowed");
    }
    disk.delay(syncDelayNs);
    return new ControlMessage.Done();
  }

  /** Not in the log's own folder, which is to hold what a log leaves and nothing else. */
  private Path beside() {
    return folder.resolveSibling(folder.getFileName() + "-beside");
  }

  private ControlMessage end() throws IOException {
    closePart();
    delete(folder);
    delete(beside());
    return new ControlMessage.Done();
  }

  private static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(root)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }

  private void closePart() throws IOException {
    OpenPart open = part;
    part = null;
    SyncProbe probing = probe;
    probe = null;
    Closing.all(Stream.of(open, probing).filter(thing -> thing != null).toList());
  }

  /** Closes what is open and keeps its files: as a node that comes back would find them. */
  @Override
  public void close() {
    thread.execute(this::closeOnThread);
    thread.close();
  }

  private void closeOnThread() {
    try {
      closePart();
    } catch (IOException e) {
      Thread own = Thread.currentThread();
      own.getUncaughtExceptionHandler().uncaughtException(own, e);
    }
  }

  /** The same, and deletes the files, without waiting for it. */
  void abandon() {
    thread.execute(() -> {
      ControlMessage outcome = answer(new ControlMessage.End());
      if (outcome instanceof ControlMessage.Failed failed) {
        throw new IllegalStateException(failed.reason());
      }
    });
    thread.shutdown();
  }
}
