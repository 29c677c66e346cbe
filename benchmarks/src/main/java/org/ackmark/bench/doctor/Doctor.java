package org.ackmark.bench.doctor;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.Machine;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.env.Mount;
import org.ackmark.bench.env.UsableDirectory;
import org.ackmark.results.Finding;

/** Looks whether a machine and a directory are fit to measure on. Blocks for some seconds. */
public final class Doctor {
  private static final List<Check> CHECKS =
      Stream.of(
              DirectoryChecks.all(),
              FileSystemChecks.all(),
              DeviceChecks.all(),
              SyncChecks.all(),
              MachineChecks.all(),
              NetworkChecks.all(),
              JvmChecks.all())
          .flatMap(List::stream)
          .sorted(Comparator.comparing(Check::id))
          .toList();

  /** Can it be written in, is it on a disk, is there room? */
  private static final Set<String> DECISIVE = Set.of("D01", "D02", "D03");

  private final KernelFiles files;

  /** Reads facts from {@code files}. */
  public Doctor(KernelFiles files) {
    this.files = files;
  }

  /**
   * Asks every question. A directory that can be written in gets a few small files, deleted again;
   * any other becomes a refusal, not an exception.
   */
  public Diagnosis examine(Path path, DoctorOptions options) {
    MeasuredDirectory directory = MeasuredDirectory.of(path, files);
    Optional<DirectoryException> unusable = unusable(path, options.requiredBytes());
    boolean pointless = unusable.isPresent() || directory.mount().map(Mount::memory).orElse(false);
    Trials trials = pointless ? Trials.none() : Trials.run(directory, files, options.watchNs());
    List<String> otherRuns = OtherRuns.find(path, files);
    Machine machine = Machine.read(files);
    return diagnose(new Subject(machine, directory, unusable, otherRuns, trials, options));
  }

  /** Where nothing can be measured, only that is answered: the rest would be noise. */
  static Diagnosis diagnose(Subject subject) {
    List<Finding> first = answers(subject, true);
    boolean hopeless = first.stream().anyMatch(f -> f.severity() == Finding.Severity.REFUSAL);
    List<Finding> rest = hopeless ? List.of() : answers(subject, false);
    return new Diagnosis(
        Stream.concat(first.stream(), rest.stream()).toList(), subject.options().strict());
  }

  private static List<Finding> answers(Subject subject, boolean decisive) {
    return CHECKS.stream()
        .filter(c -> DECISIVE.contains(c.id()) == decisive)
        .map(c -> c.finding(subject))
        .toList();
  }

  private static Optional<DirectoryException> unusable(Path path, long bytes) {
    try {
      UsableDirectory.check(path, bytes);
      return Optional.empty();
    } catch (DirectoryException e) {
      return Optional.of(e);
    }
  }
}
