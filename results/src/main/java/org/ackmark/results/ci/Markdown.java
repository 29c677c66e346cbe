package org.ackmark.results.ci;

/** Text that Markdown of GitHub shows as it is, also in a cell of a table. */
final class Markdown {
  /** A cell that is longer helps nobody. */
  private static final int MOST_LETTERS = 500;

  private static final String MEANINGFUL = "\\`*_[]|~$#@!";

  private Markdown() {}

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().limit(MOST_LETTERS).forEach(c -> append(escaped, c));
    return text.codePointCount(0, text.length()) > MOST_LETTERS
        ? escaped + "…"
        : escaped.toString();
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '&' -> escaped.append("&amp;");
      case '<' -> escaped.append("&lt;");
      case '>' -> escaped.append("&gt;");
      default -> {
        if (MEANINGFUL.indexOf(c) >= 0) {
          escaped.append('\\');
        }
        escaped.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
      }
    }
  }
}
