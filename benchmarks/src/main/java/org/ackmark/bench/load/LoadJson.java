package org.ackmark.bench.load;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ackmark.bench.profile.Replication;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/** A load for a program that started it. Pure. */
public final class LoadJson {
  private LoadJson() {}

  /** One object: how it ended, the answers, and every observation as in the results. */
  public static String text(LoadOutcome outcome) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("status", outcome.status());
    tree.put("results", outcome.results().toString());
    tree.put("variants", outcome.variants().stream().map(LoadJson::variant).toList());
    tree.put("observations", outcome.observations());
    return JsonText.pretty(tree, Redactor.none());
  }

  private static Map<String, Object> variant(VariantOutcome outcome) {
    Map<String, Object> tree = new LinkedHashMap<>();
    LoadSubject subject = outcome.subject();
    tree.put("variant", subject.variant().label());
    subject.replication().map(Replication::label).ifPresent(on -> tree.put("replication", on));
    if (outcome.capacityPerSecond() > 0) {
      tree.put("capacityPerSecond", outcome.capacityPerSecond());
    }
    outcome.slo().ifPresent(slo -> tree.put("slo", slo.toString()));
    outcome.foundPerSecond().ifPresent(rate -> tree.put("highestPerSecond", rate));
    return tree;
  }

  /** What would be done. */
  public static String dryRun(LoadPlan plan) {
    Map<String, Object> tree = new LinkedHashMap<>(plan.resolvedTree());
    tree.put("seed", plan.seed());
    tree.put("timeNs", plan.timeNs());
    plan.maxBytes().ifPresent(bytes -> tree.put("maxBytes", bytes));
    return JsonText.pretty(tree, Redactor.none());
  }
}
