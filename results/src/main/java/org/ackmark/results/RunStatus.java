package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a run came. */
public enum RunStatus {
  /** Every observation was made or skipped with a reason. */
  COMPLETE,
  /** It was stopped, or is still going on; what is there is sound. */
  INTERRUPTED,
  /** An observation failed, or the run could not go on. */
  FAILED;

  /** The name in files. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
