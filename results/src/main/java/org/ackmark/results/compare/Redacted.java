package org.ackmark.results.compare;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts in which something may have been replaced by what it was, as in {@code <home>}. */
final class Redacted {
  private static final Pattern PLACEHOLDER = Pattern.compile("<[a-z]+>");

  private Redacted() {}

  /** Whether the texts are equal, or could be before something in them was hidden. */
  static boolean mayBeEqual(String one, String other) {
    return one.equals(other)
        || shape(one).matcher(other).matches()
        || shape(other).matcher(one).matches();
  }

  /** What the text could have been. */
  private static Pattern shape(String text) {
    StringBuilder shape = new StringBuilder();
    Matcher placeholder = PLACEHOLDER.matcher(text);
    int from = 0;
    while (placeholder.find()) {
      shape.append(Pattern.quote(text.substring(from, placeholder.start()))).append(".*?");
      from = placeholder.end();
    }
    return Pattern.compile(
        shape.append(Pattern.quote(text.substring(from))).toString(), Pattern.DOTALL);
  }
}
