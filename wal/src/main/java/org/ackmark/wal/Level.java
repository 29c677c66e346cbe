package org.ackmark.wal;

/**
 * How far one copy of a record has come. Ordered: a record that reached a level reached all below.
 */
public enum Level {
  /** The log holds a copy in its own memory; a crash of the process loses it. */
  RECEIVED,
  /** The operating system holds the bytes; a crash of the process does not lose them. */
  WRITTEN,
  /** The bytes were flushed to the device. */
  SYNCED;

  /** What such a copy survives, whoever holds it. */
  public Guarantee guarantee() {
    return switch (this) {
      case RECEIVED -> Guarantee.NOTHING;
      case WRITTEN -> Guarantee.PROCESS_CRASH;
      case SYNCED -> Guarantee.POWER_LOSS;
    };
  }
}
