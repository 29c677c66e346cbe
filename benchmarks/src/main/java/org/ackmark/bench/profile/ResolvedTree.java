package org.ackmark.bench.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A profile as maps and lists, durations in nanoseconds and sizes in bytes. Pure. */
final class ResolvedTree {
  private ResolvedTree() {}

  static Map<String, Object> of(Profile profile) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", profile.name());
    tree.put("description", profile.description());
    tree.put("blocks", profile.blocks());
    profile.seed().ifPresent(seed -> tree.put("seed", seed));
    tree.put("observation", limits(profile.limits()));
    tree.put("variants", profile.variants().stream().map(ResolvedTree::variant).toList());
    tree.put("workloads", profile.workloads().stream().map(ResolvedTree::workload).toList());
    return tree;
  }

  private static Map<String, Object> limits(Limits limits) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("timeNs", limits.timeNs());
    tree.put("bytes", limits.bytes());
    tree.put("warmUpNs", limits.warmUpNs());
    return tree;
  }

  private static Map<String, Object> variant(VariantSetup setup) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("label", setup.label());
    if (setup.isRatis()) {
      tree.put("primaryMetric", setup.primaryMetric().label());
      return tree;
    }
    tree.put("variant", setup.variant().label());
    tree.put("guarantee", setup.variant().guarantee().name());
    tree.put("primaryMetric", setup.primaryMetric().label());
    Knob.sections().forEach(section -> putSection(tree, section, setup));
    return tree;
  }

  private static void putSection(Map<String, Object> tree, String section, VariantSetup setup) {
    Map<String, Object> knobs = new LinkedHashMap<>();
    Knob.in(section).stream()
        .filter(knob -> knob.readBy(setup.variant()))
        .forEach(knob -> knobs.put(knob.resolvedName(), knob.value().apply(setup.options())));
    if (!knobs.isEmpty()) {
      tree.put(section, knobs);
    }
  }

  private static Map<String, Object> workload(Workload workload) {
    Map<String, Object> tree = new LinkedHashMap<>();
    Benchmark benchmark = workload.benchmark();
    tree.put("benchmark", benchmark.label());
    tree.put("variants", workload.variants());
    List<String> kinds = workload.threadKinds().stream().map(ThreadKind::label).toList();
    put(tree, benchmark, "threadKind", "threadKind", kinds);
    put(tree, benchmark, "writers", "writers", workload.writers());
    put(tree, benchmark, "recordBytes", "recordBytes", workload.recordBytes());
    put(
        tree,
        benchmark,
        "backgroundWriter",
        "backgroundBytesPerSecond",
        workload.backgroundBytesPerSecond());
    put(tree, benchmark, "keys", "keys", workload.keys());
    put(tree, benchmark, "getPercent", "getPercent", workload.getPercent());
    put(tree, benchmark, "logBytes", "logBytes", workload.logBytes());
    if (workload.replicated()) {
      tree.put(
          "replications",
          workload.replications().stream()
              .flatMap(Optional::stream)
              .map(Replication::label)
              .toList());
    }
    return tree;
  }

  private static void put(
      Map<String, Object> tree, Benchmark benchmark, String key, String name, Object value) {
    if (benchmark.reads(key)) {
      tree.put(name, value);
    }
  }
}
