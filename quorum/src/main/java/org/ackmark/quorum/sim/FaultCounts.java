package org.ackmark.quorum.sim;

import java.util.EnumMap;
import java.util.Map;

/** How often each kind of fault had an effect. */
public final class FaultCounts {
  private final Map<FaultKind, Long> counts = new EnumMap<>(FaultKind.class);

  FaultCounts() {}

  void fired(FaultKind kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  /** How often that kind had an effect. */
  public long of(FaultKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public String toString() {
    return counts.toString();
  }
}
