package org.ackmark.bench.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ackmark.bench.profile.YamlNode.Entry;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.bench.profile.YamlNode.Scalar;
import org.ackmark.bench.profile.YamlNode.Sequence;

/**
 * What {@code -p key=value} says, as a layer over a profile. A key of a workload changes each
 * workload whose benchmark reads it. Pure.
 */
final class Overrides {
  private static final String WORKLOADS = "workloads";
  private static final Mapping NONE = new Mapping(Place.of("-p"), Map.of());

  private Overrides() {}

  /** Every key that may be overridden, with dots. */
  static List<String> keys() {
    List<String> keys = new ArrayList<>(List.of("blocks", "seed", "primaryMetric", "variants"));
    ProfileBuilder.OBSERVATION_KEYS.forEach(key -> keys.add("observation." + key));
    Knob.ALL.stream().map(Knob::dottedKey).forEach(keys::add);
    Workload.KEYS.stream()
        .filter(key -> !key.equals("benchmark"))
        .forEach(key -> keys.add(WORKLOADS + "." + key));
    return keys;
  }

  /** The options as one mapping; a later one goes before an earlier. */
  static Mapping read(List<String> options) {
    return options.stream().map(Overrides::layer).reduce(NONE, Mapping::under);
  }

  /** The profile with the options laid over it. */
  static Mapping over(Mapping profile, Mapping overrides) {
    Mapping both = profile.under(overrides.without(WORKLOADS));
    Mapping changed = new Mapping(profile.place(), both.entries());
    Entry ofWorkloads = overrides.entries().get(WORKLOADS);
    Entry workloads = changed.entries().get(WORKLOADS);
    if (ofWorkloads == null || workloads == null) {
      return changed;
    }
    YamlNode each = eachOver(workloads.value(), (Mapping) ofWorkloads.value());
    return changed.with(WORKLOADS, new Entry(workloads.keyPlace(), each));
  }

  private static Mapping layer(String option) {
    Place place = Place.of("-p " + option);
    int equals = option.indexOf('=');
    if (equals <= 0) {
      throw new ProfileException(place, "an override reads key=value, as in blocks=4");
    }
    String key = option.substring(0, equals).strip();
    requireKnown(place, key);
    return nested(place, key, value(place, option.substring(equals + 1).strip()));
  }

  private static void requireKnown(Place place, String key) {
    List<String> keys = keys();
    if (!keys.contains(key)) {
      List<String> sameEnd = keys.stream().filter(k -> k.endsWith("." + key)).toList();
      String hint =
          sameEnd.size() == 1
              ? "did you mean '" + sameEnd.getFirst() + "'?"
              : NearestName.hint(key, keys);
      throw new ProfileException(place, "unknown key '" + key + "'; " + hint);
    }
  }

  private static Mapping nested(Place place, String key, YamlNode value) {
    int dot = key.indexOf('.');
    return dot < 0
        ? new Mapping(place, Map.of(key, new Entry(place, value)))
        : nested(place, key.substring(0, dot), nested(place, key.substring(dot + 1), value));
  }

  private static YamlNode value(Place place, String text) {
    if (!text.contains(",")) {
      return new Scalar(place, text);
    }
    return new Sequence(
        place,
        Arrays.stream(text.split(",", -1))
            .map(item -> (YamlNode) new Scalar(place, item.strip()))
            .toList());
  }

  private static YamlNode eachOver(YamlNode workloads, Mapping overrides) {
    if (!(workloads instanceof Sequence list)) {
      return workloads;
    }
    overrides.entries().forEach((key, entry) -> requireReader(key, entry, list));
    return new Sequence(
        list.place(), list.items().stream().map(item -> changed(item, overrides)).toList());
  }

  private static YamlNode changed(YamlNode item, Mapping overrides) {
    if (!(item instanceof Mapping workload)) {
      return item;
    }
    Mapping read = overrides;
    for (String key : overrides.entries().keySet()) {
      read = reads(workload, key) ? read : read.without(key);
    }
    return new Mapping(workload.place(), workload.under(read).entries());
  }

  private static void requireReader(String key, Entry entry, Sequence workloads) {
    if (workloads.items().stream().noneMatch(w -> w instanceof Mapping m && reads(m, key))) {
      throw new ProfileException(
          entry.keyPlace(), "no workload of this profile reads '" + key + "'");
    }
  }

  private static boolean reads(Mapping workload, String key) {
    Entry benchmark = workload.entries().get("benchmark");
    return key.equals("variants")
        || (benchmark != null
            && benchmark.value() instanceof Scalar name
            && Benchmark.labelled(name.text()).filter(b -> b.reads(key)).isPresent());
  }
}
