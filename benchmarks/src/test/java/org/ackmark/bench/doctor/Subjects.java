package org.ackmark.bench.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.ackmark.bench.env.CannedTree;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.Machine;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.probe.FlushTrial;

/** Subjects for the doctor's rules: canned machines, and trials that went as told. */
final class Subjects {
  static final DoctorOptions OPTIONS = new DoctorOptions(false, false, 1 << 30, 0);

  /** A quiet disk that flushes. */
  static final Trials GOOD = trials(120_000, 100, 1);

  private Subjects() {}

  static Trials trials(long medianNs, long flushes, double busyPercent) {
    return new Trials(
        Optional.of(new IdleWatch(OptionalDouble.of(busyPercent), 42, OptionalDouble.of(0.1), 0)),
        Optional.of(new FlushTrial(100, medianNs, OptionalLong.of(flushes))),
        Optional.empty(),
        Optional.empty());
  }

  static Subject of(String tree, String path, Path root, Trials trials) {
    return of(CannedTree.load(tree, root), path, trials, OPTIONS);
  }

  static Subject of(KernelFiles files, String path, Trials trials, DoctorOptions options) {
    return new Subject(
        Machine.read(files),
        MeasuredDirectory.of(Path.of(path), files),
        Optional.empty(),
        List.of(),
        trials,
        options);
  }

  static Subject unusable(Subject subject, DirectoryException.Reason reason) {
    return new Subject(
        subject.machine(),
        subject.directory(),
        Optional.of(new DirectoryException(reason, "the reason")),
        List.of("JMH, process 1"),
        subject.trials(),
        subject.options());
  }
}
