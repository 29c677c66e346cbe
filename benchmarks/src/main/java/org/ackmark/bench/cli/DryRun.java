package org.ackmark.bench.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.profile.PlannedObservation;
import org.ackmark.bench.run.RunPlan;
import org.ackmark.results.json.JsonText;
import org.ackmark.results.json.Redactor;

/** What a run would do. Pure. */
final class DryRun {
  private DryRun() {}

  static String text(RunPlan plan) {
    StringBuilder text = new StringBuilder();
    int number = 1;
    for (PlannedObservation planned : plan.schedule().observations()) {
      text.append(
          String.format(
              "%4d  block %d  %s%s%n",
              number,
              planned.block(),
              planned.point().id(),
              planned.arm() == null ? "" : "  " + planned.arm()));
      number++;
    }
    return text.append(plan.estimate().summary()).append(System.lineSeparator()).toString();
  }

  static String json(RunPlan plan) {
    List<Map<String, Object>> observations =
        plan.schedule().observations().stream().map(DryRun::entry).toList();
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("profileName", plan.profile().name());
    tree.put("seed", plan.schedule().seed());
    tree.put("timeNs", plan.estimate().timeNs());
    tree.put("maxBytes", plan.estimate().maxBytes());
    tree.put("observations", observations);
    return JsonText.pretty(tree, Redactor.none());
  }

  private static Map<String, Object> entry(PlannedObservation planned) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("block", planned.block() - 1);
    entry.put("position", planned.position() - 1);
    entry.put("benchmark", planned.point().benchmark().label());
    entry.put("variant", planned.point().variant().label());
    entry.putAll(planned.point().parameters());
    if (planned.arm() != null) {
      entry.put("arm", planned.arm());
    }
    return entry;
  }
}
