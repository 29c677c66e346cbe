package org.ackmark.quorum.check;

import java.util.Locale;

/**
 * One call of one client on one register. Immutable.
 *
 * @param client who called, from 0
 * @param key which register
 * @param value what was written, or what a successful read returned; {@link #ABSENT} for a read
 *     that found nothing or returned nothing
 * @param invokedNs not later than the true beginning, on a clock that all clients share
 * @param completedNs not earlier than the true end, or when the client gave up; {@link #NEVER} when
 *     it still waits. Of an indeterminate operation this says nothing about its effect
 */
public record Operation(
    int client,
    String key,
    Kind kind,
    long value,
    long invokedNs,
    long completedNs,
    Outcome outcome) {
  /** What a register holds before its first write; nobody may write it. */
  public static final long ABSENT = 0;

  /** The completion of an operation that has none. */
  public static final long NEVER = Long.MAX_VALUE;

  /**
   * Checks that the fields agree.
   *
   * @throws IllegalArgumentException naming the field that does not
   */
  public Operation {
    require(client >= 0, "client", client);
    require(key != null, "key", key);
    require(kind != null && outcome != null, "kind", kind + ", outcome=" + outcome);
    require(kind == Kind.READ || value != ABSENT, "value", value);
    require(kind == Kind.WRITE || outcome == Outcome.OK || value == ABSENT, "value", value);
    require(invokedNs > Long.MIN_VALUE, "invokedNs", invokedNs);
    require(completedNs >= invokedNs, "completedNs", completedNs);
    require(completedNs < NEVER || outcome == Outcome.INFO, "completedNs", completedNs);
  }

  private static void require(boolean valid, String name, Object value) {
    if (!valid) {
      throw new IllegalArgumentException(name + "=" + value);
    }
  }

  /** A successful read. */
  public static Operation read(int client, String key, long value, long invokedNs, long endNs) {
    return new Operation(client, key, Kind.READ, value, invokedNs, endNs, Outcome.OK);
  }

  /** A successful write. */
  public static Operation write(int client, String key, long value, long invokedNs, long endNs) {
    return new Operation(client, key, Kind.WRITE, value, invokedNs, endNs, Outcome.OK);
  }

  /** The same call with another outcome; a read that did not succeed has no value. */
  public Operation ended(Outcome other) {
    long known = kind == Kind.WRITE || other == Outcome.OK ? value : ABSENT;
    return new Operation(client, key, kind, known, invokedNs, completedNs, other);
  }

  /** Whether it is a write. */
  public boolean isWrite() {
    return kind == Kind.WRITE;
  }

  /** When it must have taken effect: its completion if it succeeded, else {@link #NEVER}. */
  public long endNs() {
    return outcome == Outcome.OK ? completedNs : NEVER;
  }

  /**
   * Whether this one had ended when the other began. Intervals are closed, as in Porcupine: an
   * operation that ends at the very instant at which another begins is concurrent with it.
   */
  public boolean precedes(Operation other) {
    return endNs() < other.invokedNs;
  }

  @Override
  public String toString() {
    String what = isWrite() ? "write " + value : "read " + valueName(value);
    String end = outcome == Outcome.OK ? String.valueOf(completedNs) : "?";
    String how = outcome == Outcome.OK ? "" : " " + outcome.name().toLowerCase(Locale.ROOT);
    return what + " by client " + client + " [" + invokedNs + ", " + end + "]" + how;
  }

  static String valueName(long value) {
    return value == ABSENT ? "nothing" : String.valueOf(value);
  }
}
