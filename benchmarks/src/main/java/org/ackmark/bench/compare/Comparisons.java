package org.ackmark.bench.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.Arm;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.EnvironmentDifference;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.compare.PairedComparison;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.SessionComparison;
import org.ackmark.results.files.StoredRun;

/** Comparisons of what somebody names on the command line. */
public final class Comparisons {
  private final Function<StoredRun, Margins> margins;

  /** By margins that are found for each candidate. */
  public Comparisons(Function<StoredRun, Margins> margins) {
    this.margins = margins;
  }

  /**
   * The arms of a run against its base: that arm, or each candidate when none is named.
   *
   * @param arm its name; null for every candidate
   * @throws UsageException when the run has no arms, or not that one
   */
  public List<Comparison> arms(StoredRun run, String arm) {
    List<Arm> arms = run.run().arms() == null ? List.of() : run.run().arms();
    if (arms.isEmpty()) {
      throw new UsageException(
          "run %s measured one build: name two runs, or measure two builds by run --against"
              .formatted(run.run().id()));
    }
    List<Arm> chosen =
        arms.stream()
            .filter(a -> arm == null ? a.role() == Arm.Role.CANDIDATE : a.name().equals(arm))
            .toList();
    if (chosen.isEmpty() && arm == null) {
      chosen = run.run().arms(Arm.Role.CONTROL);
    }
    if (chosen.isEmpty()) {
      List<String> names = arms.stream().map(Arm::name).toList();
      throw new UsageException(
          "run %s has no arm '%s', only %s"
              .formatted(run.run().id(), arm, String.join(", ", names)));
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Arm candidate : chosen) {
      comparisons.add(PairedComparison.of(run, candidate, margins.apply(run), Rules.STANDARD));
    }
    return comparisons;
  }

  /** Runs against runs. */
  public Comparison runs(List<StoredRun> base, List<StoredRun> candidate) {
    return SessionComparison.of(
        base, candidate, margins.apply(candidate.getFirst()), Rules.STANDARD);
  }

  /** Runs of one environment against those of another. */
  public Comparison across(List<StoredRun> base, List<StoredRun> candidate) {
    List<String> differences =
        EnvironmentDifference.between(
                base.getFirst().environment(), candidate.getFirst().environment())
            .stream()
            .map(EnvironmentDifference::sentence)
            .toList();
    return SessionComparison.across(
        base, candidate, differences, margins.apply(candidate.getFirst()), Rules.STANDARD);
  }

  /** The run in that directory, or all below it. */
  public static List<StoredRun> read(Path path) {
    return StoredRun.oneOrAllUnder(path);
  }
}
