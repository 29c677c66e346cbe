package org.ackmark.bench.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;

/** One setting of a probe, and its slices so far. For one thread. */
final class PointRun {
  private final Setting setting;
  private final Optional<FlushCounter> flushCounter;
  private final LatencyHistogram latencies = new LatencyHistogram();
  private final List<Slice> slices = new ArrayList<>();
  private long flushes;
  private boolean flushesKnown;
  private String skipped; // null while nothing stands against it

  PointRun(Setting setting, Optional<FlushCounter> flushCounter) {
    this.setting = setting;
    this.flushCounter = flushCounter;
    this.flushesKnown = flushCounter.isPresent();
  }

  Setting setting() {
    return setting;
  }

  List<Slice> slices() {
    return List.copyOf(slices);
  }

  /**
   * Measures one more slice, unless the method is not possible here; what was written is on the
   * device when this returns.
   *
   * @throws IOException when a write or a sync failed
   */
  void slice(ProbeFiles files, long sliceNs, long sliceBytes) throws IOException {
    boolean direct = setting.method().fileMethod().direct();
    if (direct && setting.sizeBytes() % files.blockBytes() != 0) {
      skipped = "O_DIRECT writes multiples of " + files.blockBytes() + " B";
    }
    if (skipped != null) {
      return;
    }
    try (LogFile file = files.open(setting.method())) {
      measure(file, files.limitBytes(setting.method()), sliceNs, sliceBytes);
      file.sync();
    } catch (UnavailableException e) {
      skipped = e.getMessage();
    } catch (InvalidArgumentException e) {
      if (!direct) {
        throw e;
      }
      skipped = "O_DIRECT refused by the file system: " + e.getMessage();
    }
  }

  private void measure(LogFile file, long fileBytes, long sliceNs, long sliceBytes)
      throws IOException {
    long maxOperations = Math.max(1, sliceBytes / setting.sizeBytes());
    OptionalLong before = flushCount();
    slices.add(
        setting.queueDepth() == 1
            ? writeLoop(file, fileBytes).run(sliceNs, maxOperations, latencies)
            : new DeepLoop(file, setting, fileBytes).run(sliceNs, maxOperations, latencies));
    OptionalLong after = flushCount();
    flushesKnown &= before.isPresent() && after.isPresent();
    flushes += after.orElse(0) - before.orElse(0);
  }

  private WriteLoop writeLoop(LogFile file, long fileBytes) {
    ProbeMethod method = setting.method();
    boolean circular = method.layout() == Layout.ZEROED;
    return new WriteLoop(file, setting.sizeBytes(), fileBytes, method.callsSync(), circular);
  }

  private OptionalLong flushCount() {
    return flushCounter.map(FlushCounter::read).orElse(OptionalLong.empty());
  }

  /** What was measured, or why it was not. */
  ProbePoint point() {
    String label = setting.method().label();
    if (skipped != null) {
      return ProbePoint.skipped(label, setting.sizeBytes(), setting.queueDepth(), skipped);
    }
    Slice all = slices.stream().reduce(new Slice(0, 0), Slice::plus);
    boolean told = flushesKnown && setting.method().durable();
    return ProbePoint.measured(
        label,
        setting.sizeBytes(),
        setting.queueDepth(),
        all.opsPerSecond(),
        latencies.latency(),
        told ? (double) flushes / all.operations() : null);
  }
}
