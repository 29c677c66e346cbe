package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, those after the first indented. */
final class Wrapping {
  private static final int GAP = 2;

  private Wrapping() {}

  /** A word that is longer than a line is broken. */
  static List<String> lines(String text, int width, int indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text, width - indent)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(indent)).append(word);
      } else {
        line.append(line.isEmpty() ? "" : " ").append(word);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** A term in a column of its own, and its meaning beside it. */
  static List<String> definition(String term, int termWidth, String meaning, int width) {
    int indent = GAP + termWidth + GAP;
    List<String> lines = new ArrayList<>();
    String begin = " ".repeat(GAP) + term + " ".repeat(indent - GAP - term.length());
    for (String line : lines(meaning, width - indent, 0)) {
      lines.add((lines.isEmpty() ? begin : " ".repeat(indent)) + line);
    }
    return lines;
  }

  private static List<String> words(String text, int longest) {
    List<String> words = new ArrayList<>();
    for (String word : text.strip().split("\\s+")) {
      for (int start = 0; start < word.length(); start += longest) {
        words.add(word.substring(start, Math.min(word.length(), start + longest)));
      }
    }
    return words;
  }
}
