package org.ackmark.bench.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.bench.run.RunOutcome;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/** A run for a program that started it. Pure. */
final class OutcomeJson {
  private OutcomeJson() {}

  static String text(RunOutcome outcome) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", outcome.status());
    tree.put("results", outcome.results().toString());
    tree.put("observations", outcome.observations());
    return JsonText.pretty(tree, Redactor.none());
  }
}
