package org.ackmark.wal.sim;

/**
 * A value that a sector or a size was given.
 *
 * @param value the value; null for a sector of zeros
 * @param cut whether it comes from shrinking the file: it then survives with the new size, or not
 *     at all
 */
record Version<T>(T value, long issue, Layer layer, boolean cut) implements Pending {

  Version<T> in(Layer other) {
    return new Version<>(value, issue, other, cut);
  }

  Version<T> withValue(T other) {
    return new Version<>(other, issue, layer, cut);
  }
}
