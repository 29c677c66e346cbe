package org.ackmark.bench.run;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ackmark.results.Run;
import org.ackmark.results.calibration.Calibration;
import org.ackmark.results.calibration.CalibrationFile;
import org.ackmark.results.compare.Margin;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.environment.Environment;

/** What a comparison will be able to tell, said before it is measured. */
public final class Expectation {
  private Expectation() {}

  /** Where calibrations are kept unless told otherwise. */
  public static Path calibrations() {
    return Checkout.runs().resolveSibling("calibrations");
  }

  /** In a sentence, for a run of so many blocks. */
  static String of(Run run, Environment environment, int blocks) {
    Optional<Calibration> found =
        new CalibrationFile(calibrations()).of(environment.fingerprint(), run);
    return found
        .map(calibration -> calibrated(calibration, blocks))
        .orElseGet(() ->
            String.format(
                Locale.ROOT,
                "not calibrated for this machine and profile: changes within %.0f %% will not"
                    + " matter; ackmark calibrate tells what it can find",
                Margin.DEFAULT.percent()));
  }

  private static String calibrated(Calibration calibration, int blocks) {
    Rules rules = Rules.STANDARD;
    String changes =
        calibration.entries().stream()
            .map(e ->
                String.format(
                    Locale.ROOT,
                    "%s from %.0f %%",
                    e.point().variant(),
                    calibration.detectablePercent(e, blocks, rules)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "calibrated on %s: %d blocks find a change %.0f times in 100: %s",
        calibration.takenAt().atZone(ZoneOffset.UTC).toLocalDate(),
        blocks,
        100 * rules.power(),
        changes);
  }
}
