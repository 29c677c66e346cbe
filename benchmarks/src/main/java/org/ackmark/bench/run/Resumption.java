package org.ackmark.bench.run;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.ackmark.results.Arm;
import org.ackmark.results.Observation;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Run;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.files.ProfileHash;
import org.ackmark.results.files.RunDirectory;

/** Whether a run that was stopped can go on as the same run, and with what. */
final class Resumption {
  private final RunDirectory directory;
  private final Run run;

  /** Reads what the stopped run was. */
  Resumption(RunDirectory directory) {
    this.directory = directory;
    this.run = directory.run();
  }

  Run run() {
    return run;
  }

  /**
   * Makes sure that what would go on is what was begun: figures of two programs, two machines or
   * two profiles are not one run.
   *
   * @throws UsageException when it is not
   */
  void require(Run now, Environment environment) {
    same("with method version", run.methodVersion(), now.methodVersion());
    same("with the profile", ProfileHash.of(run.profile()), ProfileHash.of(now.profile()));
    same("with blocks:", run.profile().get("blocks"), now.profile().get("blocks"));
    same("with seed", run.seed(), now.seed());
    same("by the build", commit(run), commit(now));
    same("with the arms", arms(run), arms(now));
    same("on the machine", directory.environment().fingerprint(), environment.fingerprint());
  }

  Agenda rest(List<Subject> planned) {
    return Agenda.rest(planned, observed(), probed());
  }

  List<ProbePoint> probes() {
    return directory.exists(RunDirectory.PROBE) ? directory.probe() : List.of();
  }

  private List<Observation> observed() {
    return directory.exists(RunDirectory.OBSERVATIONS)
        ? directory.completeObservations()
        : List.of();
  }

  private Set<Integer> probed() {
    return probes().stream()
        .map(ProbePoint::block)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private void same(String what, Object was, Object is) {
    if (!Objects.equals(was, is)) {
      throw new UsageException(
          "run %s was begun %s %s, not %s: it can't go on as the same run"
              .formatted(run.id(), what, was, is));
    }
  }

  private static String commit(Run run) {
    return run.git() == null ? run.toolVersion() : run.git().commit();
  }

  private static List<String> arms(Run run) {
    return run.arms() == null ? List.of() : run.arms().stream().map(Arm::toString).toList();
  }
}
