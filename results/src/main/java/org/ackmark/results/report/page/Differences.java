package org.ackmark.results.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ackmark.results.Run;
import org.ackmark.results.environment.Fingerprint;
import org.ackmark.results.report.chart.DataTable;
import org.ackmark.results.report.model.RunView;
import org.ackmark.results.report.svg.Element;

/** In what two runs differ before any figure is looked at. */
final class Differences {
  private static final String UNKNOWN = "not recorded";

  private Differences() {}

  static Element section(RunView left, RunView right) {
    List<List<String>> rows = rows(left, right);
    String message =
        rows.isEmpty()
            ? "Machine, method and profile are the same in both runs"
            : "The runs differ in more than what is compared, or in what is compared";
    Element section =
        Html.section("differences", "Before the figures", message)
            .add(
                Html.text(
                    "p",
                    "The runs stand side by side on the same axes. This is no verdict: what differs"
                        + " here may explain what differs below."));
    if (!rows.isEmpty()) {
      DataTable table = new DataTable(List.of("fact", left.run().id(), right.run().id()), rows);
      section.add(Html.scrolling("Differences", Html.table(table, "What differs")));
    }
    return section;
  }

  private static List<List<String>> rows(RunView left, RunView right) {
    SortedMap<String, String> a = facts(left);
    SortedMap<String, String> b = facts(right);
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    return names.stream()
        .filter(name -> !a.getOrDefault(name, UNKNOWN).equals(b.getOrDefault(name, UNKNOWN)))
        .map(name -> List.of(name, a.getOrDefault(name, UNKNOWN), b.getOrDefault(name, UNKNOWN)))
        .toList();
  }

  private static SortedMap<String, String> facts(RunView view) {
    Run run = view.run();
    SortedMap<String, String> facts = new TreeMap<>();
    view.environment().ifPresent(environment -> facts.putAll(Fingerprint.facts(environment)));
    facts.put("run.methodVersion", Integer.toString(run.methodVersion()));
    facts.put("run.toolVersion", run.toolVersion());
    facts.put("run.profileName", run.profileName());
    if (run.git() != null) {
      facts.put("run.commit", run.git().commit() + (run.git().dirty() ? ", changed" : ""));
    }
    for (Map.Entry<String, JsonNode> field : run.profile().properties()) {
      facts.put("profile." + field.getKey(), field.getValue().toString());
    }
    return facts;
  }
}
