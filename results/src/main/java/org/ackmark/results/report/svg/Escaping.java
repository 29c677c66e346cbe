package org.ackmark.results.report.svg;

/** Text made harmless for content and attributes of HTML and XML. */
final class Escaping {
  private static final String REPLACEMENT = "\ufffd";

  private Escaping() {}

  static String of(String text) {
    if (text.chars().allMatch(Escaping::harmless)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(point -> append(safe, point));
    return safe.toString();
  }

  /** Most of a page is: numbers, names and outlines. */
  private static boolean harmless(int character) {
    return character >= ' '
        && character < 0x7f
        && character != '&'
        && character != '<'
        && character != '>'
        && character != '"'
        && character != '\'';
  }

  private static void append(StringBuilder safe, int point) {
    switch (point) {
      case '&' -> safe.append("&amp;");
      case '<' -> safe.append("&lt;");
      case '>' -> safe.append("&gt;");
      case '"' -> safe.append("&quot;");
      case '\'' -> safe.append("&#39;");
      default -> {
        if (allowed(point)) {
          safe.appendCodePoint(point);
        } else {
          safe.append(REPLACEMENT);
        }
      }
    }
  }

  /** What XML 1.0 allows, without what turns the direction of the text that follows. */
  private static boolean allowed(int point) {
    boolean control = point < 0x20 && point != '\t' && point != '\n' && point != '\r';
    boolean unpaired = point >= 0xd800 && point <= 0xdfff;
    boolean turning = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    boolean none = point == 0xfffe || point == 0xffff || (point >= 0x7f && point <= 0x9f);
    return !control && !unpaired && !turning && !none;
  }
}
