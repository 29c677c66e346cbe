package org.ackmark.bench.compare;

import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.bench.run.Expectation;
import org.ackmark.bench.run.UsageException;
import org.ackmark.results.calibration.Calibration;
import org.ackmark.results.calibration.CalibrationFile;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Margins;
import org.ackmark.results.files.StoredRun;

/**
 * By which margin a run is judged: what the user says, else the machine's calibration, else the
 * default.
 */
public final class MarginChoice {
  private MarginChoice() {}

  /**
   * The margins for a run.
   *
   * @param percent what the user says, such as {@code 5%}; null if nothing
   * @param calibration the file to use; null for the one of the run's machine, if there is one
   * @throws UsageException when {@code percent} is not one
   */
  public static Margins of(StoredRun run, String percent, Path calibration) {
    if (percent != null) {
      return Margins.all(new Margin(percent(percent), "--margin"));
    }
    Optional<Calibration> found =
        calibration != null
            ? Optional.of(CalibrationFile.read(calibration, run))
            : new CalibrationFile(Expectation.calibrations()).of(run);
    Margins otherwise = Margins.all(Margin.DEFAULT);
    return found.map(c -> c.margins(otherwise)).orElse(otherwise);
  }

  /** A percentage above zero, with or without its sign. */
  public static double percent(String text) {
    try {
      double percent = Double.parseDouble(text.strip().replaceFirst("\\s*%$", ""));
      return new Margin(percent, "--margin").percent();
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "margin '" + text + "' is not a percentage above 0 and below 1000, such as 5%");
    }
  }
}
