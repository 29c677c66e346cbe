package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.ackmark.bench.profile.YamlNode.Mapping;

/** Makes a {@link Profile} of the tree that files and overrides add up to. Pure. */
final class ProfileBuilder {
  /** The keys of the section {@code observation}. */
  static final List<String> OBSERVATION_KEYS = List.of("time", "bytes", "warmUp");

  private static final long MS = 1_000_000;
  private static final long HOUR_NS = 3_600_000 * MS;

  private ProfileBuilder() {}

  /** The keys of a profile. */
  static List<String> keys() {
    List<String> keys =
        new ArrayList<>(
            List.of("description", "extends", "blocks", "seed", "primaryMetric", "observation"));
    keys.addAll(Knob.sections());
    keys.addAll(List.of("variants", "workloads"));
    return keys;
  }

  static Profile build(String name, Mapping tree, Mapping overrides) {
    Fields fields = new Fields(tree, keys());
    String description = fields.one("description", Rule.text(), "");
    int blocks = fields.one("blocks", Rule.count(1, 1_000), 1);
    OptionalLong seed = seed(fields);
    Limits limits = limits(fields.section("observation", OBSERVATION_KEYS));
    VariantReader reader = new VariantReader(tree, overrides);
    List<VariantSetup> variants = reader.read(fields.requiredNode("variants"));
    List<Workload> workloads = workloads(fields, variants);
    return new Profile(
        name, description, blocks, seed, limits, run(variants, workloads), workloads);
  }

  private static OptionalLong seed(Fields fields) {
    return fields.node("seed").isPresent()
        ? OptionalLong.of(fields.required("seed", Rule.wholeNumber(0, Rule.MAX_WHOLE)))
        : OptionalLong.empty();
  }

  private static Limits limits(Fields observation) {
    return new Limits(
        observation.one("time", Rule.duration(MS, HOUR_NS), Limits.DEFAULT.timeNs()),
        observation.one("bytes", Rule.size(1L << 20, 1L << 40), Limits.DEFAULT.bytes()),
        observation.one("warmUp", Rule.duration(0, HOUR_NS), Limits.DEFAULT.warmUpNs()));
  }

  private static List<Workload> workloads(Fields fields, List<VariantSetup> variants) {
    WorkloadReader reader = new WorkloadReader(variants);
    List<Workload> workloads = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    Set<String> used = new HashSet<>();
    for (YamlNode item : Fields.items("workloads", fields.requiredNode("workloads"))) {
      Workload workload = reader.read(item);
      Points.of(workload, withRatis(variants))
          .forEach(point -> requireNew(ids, point, item.place()));
      used.addAll(workload.variants());
      workloads.add(workload);
    }
    if (workloads.stream().noneMatch(Workload::onRatis)) { // where variants say nothing
      variants.forEach(variant -> requireUsed(used, variant, fields.placeOf("workloads")));
    }
    return workloads.stream().filter(w -> !w.variants().isEmpty()).toList();
  }

  private static List<VariantSetup> withRatis(List<VariantSetup> variants) {
    return Stream.concat(variants.stream(), Stream.of(VariantSetup.RATIS)).toList();
  }

  private static List<VariantSetup> run(List<VariantSetup> variants, List<Workload> workloads) {
    return withRatis(variants).stream()
        .filter(variant -> workloads.stream().anyMatch(w -> w.variants().contains(variant.label())))
        .toList();
  }

  private static void requireNew(Set<String> ids, Point point, Place place) {
    if (!ids.add(point.id())) {
      throw new ProfileException(
          place, "this workload repeats the point '" + point.id() + "' of an earlier one");
    }
  }

  private static void requireUsed(Set<String> used, VariantSetup variant, Place place) {
    if (!used.contains(variant.label())) {
      throw new ProfileException(place, "no workload runs variant '" + variant.label() + "'");
    }
  }
}
