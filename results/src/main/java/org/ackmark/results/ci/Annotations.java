package org.ackmark.results.ci;

import java.util.List;
import java.util.Locale;

/**
 * Workflow commands by which GitHub Actions shows annotations: one for the verdict, and one for
 * each of the five worst regressions and the five worst open points. GitHub shows no more than ten
 * of a kind for each step, and not which.
 */
public final class Annotations {
  private static final int MOST_OF_A_KIND = 5;

  private Annotations() {}

  /** The commands, each on a line of its own; either output stream of a step takes them. */
  public static String render(GateResult result) {
    Conclusion conclusion = result.conclusion();
    StringBuilder lines = new StringBuilder();
    String name = conclusion.outcome().toString().toLowerCase(Locale.ROOT);
    lines.append(command(kind(conclusion.outcome()), "Ackmark: " + name, conclusion.sentence()));
    for (Outcome outcome : List.of(Outcome.REGRESSED, Outcome.INCONCLUSIVE)) {
      JudgedEffect.worstFirst(result.comparisons()).stream()
          .filter(judged -> judged.outcome() == outcome)
          .limit(MOST_OF_A_KIND)
          .forEach(judged -> lines.append(annotation(judged)));
    }
    return lines.toString();
  }

  private static String annotation(JudgedEffect judged) {
    return command(kind(judged.outcome()), judged.title(), judged.sentence());
  }

  private static String kind(Outcome outcome) {
    return switch (outcome) {
      case REGRESSED -> "error";
      case INCONCLUSIVE -> "warning";
      case IMPROVED, SAME -> "notice";
    };
  }

  private static String command(String kind, String title, String message) {
    return "::" + kind + " title=" + property(title) + "::" + data(message) + "\n";
  }

  /** As {@code escapeData} of actions/toolkit. */
  static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** As {@code escapeProperty} of actions/toolkit. */
  static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
