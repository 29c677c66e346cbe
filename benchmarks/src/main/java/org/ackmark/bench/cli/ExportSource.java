package org.ackmark.bench.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.export.ExportedRun;
import org.ackmark.results.export.Selection;
import org.ackmark.results.files.RunDirectory;

/**
 * Reads runs for an export, and says what is left out of them.
 *
 * @param arm which arm; null if there is only one
 * @param includeDoubtful whether what did not run as intended is taken too
 * @param notes where to say it
 */
record ExportSource(String arm, boolean includeDoubtful, PrintStream notes) {

  /** The run in that folder; empty if nothing of it is fit for an export. */
  Optional<ExportedRun> read(Path folder) {
    RunDirectory directory = RunDirectory.open(folder);
    Run run = directory.run();
    RunDirectory.Observations observations = directory.observations();
    noteEnd(run, observations.torn());
    String chosen = arm(run.id(), Selection.arms(observations.all()));
    Selection selection = Selection.of(observations.all(), chosen, includeDoubtful);
    noteLeftOut(run, selection);
    return selection.observations().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ExportedRun(run, directory.environment(), chosen, selection.observations()));
  }

  private void noteEnd(Run run, boolean torn) {
    if (run.status() == RunStatus.INTERRUPTED) {
      notes.println("Note: " + run.id() + " was interrupted; it is not complete.");
    }
    if (torn) {
      notes.println("Note: " + run.id() + ": the last observation was cut off and left out.");
    }
  }

  private String arm(String run, List<String> arms) {
    if (arm == null) {
      if (arms.size() > 1) {
        throw new UsageException(
            run + " has several arms: " + String.join(", ", arms) + "; choose one with --arm");
      }
      return arms.isEmpty() ? null : arms.getFirst();
    }
    if (arms.isEmpty()) {
      throw new UsageException("--arm " + arm + ": " + run + " has no arms");
    }
    if (!arms.contains(arm)) {
      throw new UsageException(
          "--arm: " + run + " has no arm '" + arm + "'; " + NearestName.hint(arm, arms));
    }
    return arm;
  }

  private void noteLeftOut(Run run, Selection selection) {
    if (!selection.leftOut().isEmpty()) {
      String hint = selection.leftOutDoubtful() ? " (see --include-doubtful)" : "";
      notes.println(run.id() + ": left out " + selection.leftOutText() + hint);
    }
  }
}
