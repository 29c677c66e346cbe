package org.ackmark.bench.profile;

/**
 * Where a piece of a profile was written: a file with line and column counted from 1, or the text
 * of a command-line option, which has neither. Immutable.
 */
record Place(String source, int line, int column) {

  /** A place in a file. */
  static Place in(String file, int line, int column) {
    return new Place(file, line, column);
  }

  /** A whole file or a command-line option. */
  static Place of(String source) {
    return new Place(source, 0, 0);
  }

  @Override
  public String toString() {
    return line == 0 ? source : source + ":" + line + ":" + column;
  }
}
