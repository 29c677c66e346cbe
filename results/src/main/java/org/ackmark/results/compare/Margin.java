package org.ackmark.results.compare;

/**
 * The change that does not matter, fixed before the comparison.
 *
 * @param percent such as 5: rises by up to 5 % and the falls that undo them are within it
 * @param source where it is from, in a few words
 */
public record Margin(double percent, String source) {
  /** Without calibration, and unless asked otherwise. */
  public static final Margin DEFAULT = new Margin(10, "default; not calibrated on this machine");

  /** Checks the fields. */
  public Margin {
    if (!(percent > 0 && percent < 1000)) {
      throw new IllegalArgumentException("percent=" + percent + ", must be above 0, below 1000");
    }
    if (source == null || source.isBlank()) {
      throw new IllegalArgumentException("source is missing");
    }
  }

  /** As a difference of natural logarithms. */
  public double log() {
    return Math.log1p(percent / 100);
  }
}
