package org.ackmark.wal.store;

import java.util.Objects;

/**
 * A key with its value and version, as a scan returns it.
 *
 * @param key the key
 * @param value the value
 * @param version the highest version that the key was ever given; 0 when none
 */
public record Entry(Bytes key, Bytes value, long version) {
  /** Checks that nothing is null. */
  public Entry {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
  }
}
