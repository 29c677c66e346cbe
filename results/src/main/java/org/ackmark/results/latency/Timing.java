package org.ackmark.results.latency;

import java.util.Locale;
import java.util.Optional;

/** Which of two times a distribution is of. */
public enum Timing {
  /** From submit to acknowledgement. */
  SERVICE,
  /** From the intended start to acknowledgement: what a late start costs is in it. */
  RESPONSE;

  /** The tag in histogram logs. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Timing> labelled(String label) {
    return switch (label) {
      case "service" -> Optional.of(SERVICE);
      case "response" -> Optional.of(RESPONSE);
      case null, default -> Optional.empty();
    };
  }
}
