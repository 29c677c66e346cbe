package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the writers of a point wait for their acknowledgements. */
public enum ThreadKind {
  /** One platform thread per writer, which blocks. */
  PLATFORM,
  /** One virtual thread per writer, which blocks. */
  VIRTUAL,
  /** One thread; each writer is a write whose acknowledgement calls back. */
  CALLBACKS;

  /** The name in files and tables. */
  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
