package org.ackmark.results.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ackmark.results.Run;
import org.ackmark.results.compare.EnvironmentDifference;
import org.ackmark.results.report.chart.DataTable;
import org.ackmark.results.report.chart.Words;
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
            : "The runs differ in %s, before any figure"
                .formatted(Words.count(rows.size(), "fact"));
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
    List<List<String>> rows = new ArrayList<>();
    left.environment()
        .ifPresent(base ->
            right
                .environment()
                .ifPresent(candidate ->
                    EnvironmentDifference.between(base, candidate)
                        .forEach(d -> rows.add(List.of(d.fact(), d.base(), d.candidate())))));
    SortedMap<String, String> a = facts(left.run());
    SortedMap<String, String> b = facts(right.run());
    TreeSet<String> names = new TreeSet<>(a.keySet());
    names.addAll(b.keySet());
    List<String> told = new ArrayList<>();
    for (String name : names) {
      String before = a.getOrDefault(name, UNKNOWN);
      String after = b.getOrDefault(name, UNKNOWN);
      boolean within = told.stream().anyMatch(above -> name.startsWith(above + "."));
      if (!before.equals(after) && !within) {
        rows.add(List.of(name, before, after));
        told.add(name);
      }
    }
    return rows;
  }

  private static SortedMap<String, String> facts(Run run) {
    SortedMap<String, String> facts = new TreeMap<>();
    facts.put("methodVersion", Integer.toString(run.methodVersion()));
    facts.put("toolVersion", run.toolVersion());
    if (run.git() != null) {
      facts.put("commit", run.git().commit() + (run.git().dirty() ? ", changed" : ""));
    }
    add("profile", run.profile(), facts);
    return facts;
  }

  /**
   * A tree as its leaves, each under the names that lead to it; a label names its place best. Of
   * what is there on one side only, that is all that is said.
   */
  private static void add(String name, JsonNode node, SortedMap<String, String> facts) {
    if (node.isObject()) {
      node.properties().forEach(field -> add(name + "." + field.getKey(), field.getValue(), facts));
    } else if (node.isArray() && node.path(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        String place = name + "." + node.get(i).path("label").asText(Integer.toString(i));
        facts.put(place, "there");
        add(place, node.get(i), facts);
      }
    } else {
      facts.put(name, node.isTextual() ? node.textValue() : node.toString());
    }
  }
}
