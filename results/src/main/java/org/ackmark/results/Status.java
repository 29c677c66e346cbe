package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How an observation ended. Only {@link #OK} ones enter a figure without a mark. */
public enum Status {
  /** Ran as intended. */
  OK,
  /** Ran, but the device or the machine was not itself meanwhile: kept and marked. */
  DISTURBED,
  /** Ran, but did not hold the rate that it was to hold: kept and marked. */
  MISSED,
  /** Threw, or was stopped: its figures, if any, enter nothing. */
  FAILED,
  /** Did not run, because this machine cannot: the reason says why. */
  SKIPPED;

  /** The name in files and tables. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
