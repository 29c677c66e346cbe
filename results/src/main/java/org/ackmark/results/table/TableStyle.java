package org.ackmark.results.table;

/**
 * What the terminal can show.
 *
 * @param colour whether ANSI escapes may be written; they carry no meaning of their own
 * @param unicode whether characters beyond ASCII may be written
 * @param width columns that a line may take
 */
public record TableStyle(boolean colour, boolean unicode, int width) {
  private static final int DEFAULT_WIDTH = 100;
  private static final int LEAST_WIDTH = 60;

  /** Checks the width. */
  public TableStyle {
    if (width < LEAST_WIDTH) {
      throw new IllegalArgumentException("width=" + width + ", must be at least " + LEAST_WIDTH);
    }
  }

  /** Without colour: for files and pipes. */
  public static TableStyle plain() {
    return new TableStyle(false, true, DEFAULT_WIDTH);
  }

  /** With colour: for a terminal that knows it. */
  public static TableStyle colourful() {
    return new TableStyle(true, true, DEFAULT_WIDTH);
  }

  /** In ASCII only: for a terminal that is not in UTF-8. */
  public TableStyle ascii() {
    return new TableStyle(colour, false, width);
  }

  String micro() {
    return unicode ? "µs" : "us";
  }

  String rule(int length) {
    return (unicode ? "─" : "-").repeat(length);
  }

  String dot() {
    return unicode ? " · " : ", ";
  }

  String ellipsis() {
    return unicode ? "…" : "~";
  }

  /** Text from a file, harmless to a terminal: no control characters, nothing it cannot show. */
  String printable(String text) {
    String visible = text.replaceAll("\\p{Cntrl}", " ");
    return unicode ? visible : visible.replace("µ", "u").replaceAll("[^\\x20-\\x7e]", "?");
  }

  String strong(String text) {
    return colour ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  String faint(String text) {
    return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
  }

  String warning(String text) {
    return colour ? "\u001b[33m" + text + "\u001b[0m" : text;
  }
}
