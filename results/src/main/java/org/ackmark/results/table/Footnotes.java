package org.ackmark.results.table;

import java.util.ArrayList;
import java.util.List;

/** Explanations of cells, numbered as they are first needed. */
final class Footnotes {
  private final List<String> texts = new ArrayList<>();

  /** What to print where there is no number. */
  String notAvailable(String why) {
    if (!texts.contains(why)) {
      texts.add(why);
    }
    return "n/a[" + (texts.indexOf(why) + 1) + "]";
  }

  List<String> lines(TableStyle style) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      String text = "[" + (i + 1) + "] " + style.printable(texts.get(i));
      lines.addAll(Wrapping.lines(text, style.width(), 4));
    }
    return lines;
  }
}
