package org.ackmark.results.calibration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.files.DurableFile;
import org.ackmark.results.files.ProfileHash;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.json.JsonReader;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/**
 * Calibrations on disk: one file for each machine and profile in a folder, named by both hashes.
 * Files are replaced as a whole and synced. Every problem is a {@link ResultsException}.
 */
public final class CalibrationFile {
  private final Path folder;

  /** Those in a folder, which need not be there yet. */
  public CalibrationFile(Path folder) {
    this.folder = folder;
  }

  /** Keeps a calibration, in the place of an older one of the same machine and profile. */
  public Path write(Calibration calibration) {
    Path file = file(calibration.fingerprint(), calibration.profileHash());
    String text = JsonText.pretty(calibration, Redactor.none());
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw ResultsException.unwritable(folder, e);
    }
    DurableFile.replace(file, text.getBytes(StandardCharsets.UTF_8));
    return file;
  }

  /** That of the machine and the profile of a run; empty if there is none. */
  public Optional<Calibration> of(StoredRun run) {
    return of(run.environment().fingerprint(), run.run());
  }

  /** The same for a run that has only begun on a machine of that fingerprint. */
  public Optional<Calibration> of(String fingerprint, Run run) {
    Path file = file(fingerprint, ProfileHash.of(run.profile()));
    return Files.exists(file) ? Optional.of(read(file, fingerprint, run)) : Optional.empty();
  }

  /**
   * Reads a calibration that is to be used for a run.
   *
   * @throws ResultsException if it cannot be read, or is of another machine, profile or method
   */
  public static Calibration read(Path file, StoredRun run) {
    return read(file, run.environment().fingerprint(), run.run());
  }

  private static Calibration read(Path file, String fingerprint, Run run) {
    Calibration read = new JsonReader(Calibration.SCHEMA).object(file, Calibration.class);
    same(file, "fingerprint", read.fingerprint(), fingerprint);
    same(file, "profile", read.profileHash(), ProfileHash.of(run.profile()));
    same(
        file,
        "method version",
        String.valueOf(read.methodVersion()),
        String.valueOf(run.methodVersion()));
    return read;
  }

  private static void same(Path file, String what, String calibrated, String run) {
    if (!calibrated.equals(run)) {
      throw new ResultsException(
          file, "is of the " + what + " " + calibrated + ", the run of " + run);
    }
  }

  private Path file(String fingerprint, String profileHash) {
    return folder.resolve(fingerprint + "_" + profileHash + ".json");
  }
}
