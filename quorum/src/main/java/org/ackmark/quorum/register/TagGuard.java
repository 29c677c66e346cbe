package org.ackmark.quorum.register;

/**
 * Makes the tags of one coordinator in one of its lives, each higher than all before, for whatever
 * key: its concurrent writes see the same highest tag, and must not get the same next one. Safe for
 * any number of threads.
 */
final class TagGuard {
  private final int writer;
  private final int incarnation;
  private long last; // guarded by this; a sequence or a time

  TagGuard(int writer, int incarnation) {
    this.writer = writer;
    this.incarnation = incarnation;
  }

  /** A tag above {@code highest}, by counting. */
  synchronized Tag above(Tag highest) {
    last = Math.max(last, highest.sequence()) + 1;
    return Tag.abd(last, incarnation, writer);
  }

  /** A tag of that time, or a little later when it was used. */
  synchronized Tag at(long wallMicros) {
    last = Math.max(last + 1, wallMicros);
    return Tag.lww(last, writer);
  }
}
