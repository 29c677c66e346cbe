package org.ackmark.bench.probe;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.env.UsableDirectory;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;

/**
 * Measures the device floor of a directory. Blocks for the device; what it wrote is deleted when it
 * returns or throws.
 */
public final class Probe {
  /** Long enough for the code to be compiled and the device to wake. */
  private static final long WARM_UP_NS = 20_000_000;

  private final MeasuredDirectory directory;
  private final ProbePlan plan;

  /** Is told of each slice that ended. */
  public interface Progress {
    /** {@code done} of {@code total} slices have ended, the last of this setting. */
    void sliced(Setting setting, int done, int total);

    /** Tells nobody. */
    static Progress none() {
      return (setting, done, total) -> {};
    }
  }

  /** To be run by {@link #run}. */
  public Probe(MeasuredDirectory directory, ProbePlan plan) {
    this.directory = directory;
    this.plan = plan;
  }

  /**
   * Measures everything in the plan; a method that is not possible here is skipped with its reason.
   *
   * @throws org.ackmark.bench.env.DirectoryException when the directory can't be written in
   * @throws IOException when a write or a sync failed: the directory's device is not to be trusted
   */
  public ProbeResult run(Progress progress) throws IOException {
    UsableDirectory.check(directory.path(), plan.occupiedBytes());
    return run(new PosixDisk(directory.path()), progress);
  }

  ProbeResult run(Disk disk, Progress progress) throws IOException {
    Optional<FlushCounter> flushCounter = FlushCounter.of(directory);
    List<PointRun> runs = plan.settings().stream().map(s -> new PointRun(s, flushCounter)).toList();
    try (ProbeFiles files = new ProbeFiles(disk, directory.path(), plan)) {
      warmUp(files);
      measure(files, runs, progress);
    }
    return new ProbeResult(
        runs.stream().map(PointRun::point).toList(), ProbeResult.driftPercent(runs));
  }

  private void warmUp(ProbeFiles files) throws IOException {
    List<ProbeMethod> seen = new ArrayList<>();
    for (Setting setting : plan.settings()) {
      if (!seen.contains(setting.method())) {
        seen.add(setting.method());
        long warmUpNs = Math.min(WARM_UP_NS, plan.sliceNs());
        slice(new PointRun(setting, Optional.empty()), files, warmUpNs);
      }
    }
  }

  private void measure(ProbeFiles files, List<PointRun> runs, Progress progress)
      throws IOException {
    int done = 0;
    for (int round = 0; round < plan.rounds(); round++) {
      for (PointRun run : round % 2 == 0 ? runs : runs.reversed()) {
        slice(run, files, plan.sliceNs());
        done++;
        progress.sliced(run.setting(), done, runs.size() * plan.rounds());
      }
    }
  }

  private void slice(PointRun run, ProbeFiles files, long durationNs) throws IOException {
    if (Thread.interrupted()) {
      throw new InterruptedIOException("the probe was interrupted");
    }
    run.slice(files, durationNs, plan.sliceBytes());
  }
}
