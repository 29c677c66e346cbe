package org.ackmark.wal.store;

import java.util.Objects;
import java.util.Optional;

/**
 * What a store holds for one key.
 *
 * @param version the highest version that the key was ever given; 0 when none
 * @param value the value; empty when the key was deleted or never written
 */
public record Versioned(long version, Optional<Bytes> value) {
  /** A key that was never written, or was deleted without ever having had a version. */
  public static final Versioned ABSENT = new Versioned(0, Optional.empty());

  /** Checks that nothing is null. */
  public Versioned {
    Objects.requireNonNull(value, "value");
  }
}
