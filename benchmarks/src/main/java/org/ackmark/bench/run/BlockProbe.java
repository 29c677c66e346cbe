package org.ackmark.bench.run;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.probe.Probe;
import org.ackmark.bench.probe.ProbeMethod;
import org.ackmark.bench.probe.ProbePlan;
import org.ackmark.bench.probe.Setting;
import org.ackmark.bench.profile.Benchmark;
import org.ackmark.results.ProbePoint;
import org.ackmark.wal.Guarantee;
import org.ackmark.wal.io.FileMethod;

/**
 * The probe before the first block and after each: the device floor of every size that the run's
 * groups have, by the method of their variants, and two references. Blocks for the device.
 */
public final class BlockProbe {
  /** Stands for the device when blocks are judged. */
  static final Setting REFERENCE = new Setting(ProbeMethod.FDATASYNC, 4096, 1);

  /** Tells whether O_DIRECT can be used at all. */
  private static final Setting DIRECT_REFERENCE = new Setting(ProbeMethod.DIRECT_DSYNC, 4096, 1);

  private static final int DIRECT_BLOCK_BYTES = 4096;
  private static final long MOST_BYTES = 16L << 20;
  private static final long SLICE_NS = 250_000_000;
  private static final long FILE_BYTES = 64L << 20;
  private static final long SLICE_BYTES = 32L << 20;

  private final MeasuredDirectory directory;
  private final ProbePlan plan;
  private final List<ProbePoint> taken = new ArrayList<>();
  private int lastBlock = -1;

  /** The references alone: enough to judge whether the device was disturbed. */
  public static BlockProbe ofReferences(MeasuredDirectory directory) {
    return new BlockProbe(directory, List.of());
  }

  BlockProbe(MeasuredDirectory directory, List<Subject> subjects) {
    this.directory = directory;
    Set<Setting> settings = new LinkedHashSet<>(List.of(REFERENCE, DIRECT_REFERENCE));
    subjects.forEach(subject -> setting(subject).ifPresent(settings::add));
    this.plan = new ProbePlan(List.copyOf(settings), 1, SLICE_NS, FILE_BYTES, SLICE_BYTES);
  }

  /**
   * The floor of a subject: one write of all that its writers have under way, and its sync. None
   * for several replicas: their syncs run beside each other.
   */
  static Optional<Setting> setting(Subject subject) {
    long groupBytes = subject.point().writers() * subject.point().recordBytes();
    boolean synced = subject.guarantee() == Guarantee.POWER_LOSS;
    boolean commits =
        subject.point().benchmark() == Benchmark.COMMIT && subject.point().replication().isEmpty();
    if (!synced || !commits || groupBytes > MOST_BYTES || subject.fileMethod().isEmpty()) {
      return Optional.empty();
    }
    FileMethod fileMethod = subject.fileMethod().get();
    int sizeBytes = fileMethod.direct() ? blocks(groupBytes) : (int) groupBytes;
    return method(fileMethod).map(method -> new Setting(method, sizeBytes, 1));
  }

  private static int blocks(long bytes) {
    return (int) ((bytes + DIRECT_BLOCK_BYTES - 1) / DIRECT_BLOCK_BYTES) * DIRECT_BLOCK_BYTES;
  }

  private static Optional<ProbeMethod> method(FileMethod fileMethod) {
    return switch (fileMethod) {
      case FDATASYNC -> Optional.of(ProbeMethod.FDATASYNC);
      case FSYNC -> Optional.of(ProbeMethod.FSYNC);
      case DSYNC -> Optional.of(ProbeMethod.DSYNC);
      case DIRECT_DSYNC -> Optional.of(ProbeMethod.DIRECT_DSYNC);
      case MAPPED -> Optional.of(ProbeMethod.MMAP_MSYNC);
      case DIRECT -> Optional.empty();
    };
  }

  /** Bytes of its files. */
  public long occupiedBytes() {
    return plan.occupiedBytes();
  }

  /** The time that one probe takes. */
  public long durationNs() {
    return plan.durationNs();
  }

  /** Goes on after those that an earlier attempt at the run has taken. */
  void goOn(List<ProbePoint> earlier) {
    taken.addAll(0, earlier);
  }

  /** Whether the last probe was taken by this process just before that block. */
  boolean isFresh(int block) {
    return block == lastBlock;
  }

  /** Probes once more, before that block, counted from 0. */
  public Floors take(int block) throws IOException {
    Instant startedAt = Instant.now();
    List<ProbePoint> points =
        new Probe(directory, plan)
            .run(Probe.Progress.none()).points().stream()
                .map(p -> p.inRun(block, startedAt))
                .toList();
    taken.addAll(points);
    lastBlock = block;
    return new Floors(points);
  }

  /** Every probe so far. */
  public List<ProbePoint> taken() {
    return List.copyOf(taken);
  }
}
