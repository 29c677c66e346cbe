package org.ackmark.wal.store;

import java.util.Objects;

/**
 * One change to one key. With a {@link #version} it counts only when that is higher than the key's
 * own; without one ({@link #UNVERSIONED}) it always counts and leaves the key's version as it is.
 */
public sealed interface Change {
  /** The version of a change without a condition. */
  long UNVERSIONED = 0;

  /** The key that it changes. */
  Bytes key();

  /** The version that the key gets, if it is higher; {@link #UNVERSIONED} for no condition. */
  long version();

  /**
   * Stores a value.
   *
   * @param key the key, 1 byte to {@link KeyValue#MAX_KEY_BYTES}
   * @param value the value, up to {@link KeyValue#MAX_VALUE_BYTES}
   * @param version at least 0
   */
  record Put(Bytes key, Bytes value, long version) implements Change {
    /** Checks the limits. */
    public Put {
      check(key, version);
      Objects.requireNonNull(value, "value");
      if (value.sizeBytes() > KeyValue.MAX_VALUE_BYTES) {
        throw new IllegalArgumentException(
            "valueBytes=" + value.sizeBytes() + " exceeds " + KeyValue.MAX_VALUE_BYTES);
      }
    }
  }

  /**
   * Removes a value; the key's version stays, see {@link KeyValue}.
   *
   * @param key the key, 1 byte to {@link KeyValue#MAX_KEY_BYTES}
   * @param version at least 0
   */
  record Delete(Bytes key, long version) implements Change {
    /** Checks the limits. */
    public Delete {
      check(key, version);
    }
  }

  private static void check(Bytes key, long version) {
    if (key.sizeBytes() == 0 || key.sizeBytes() > KeyValue.MAX_KEY_BYTES) {
      throw new IllegalArgumentException(
          "keyBytes=" + key.sizeBytes() + " is not within 1 to " + KeyValue.MAX_KEY_BYTES);
    }
    if (version < UNVERSIONED) {
      throw new IllegalArgumentException("version=" + version + " is negative");
    }
  }
}
