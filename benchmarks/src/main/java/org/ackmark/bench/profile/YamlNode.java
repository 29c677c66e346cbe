package org.ackmark.bench.profile;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of YAML that knows where it was written; scalars are kept as their text. Immutable. */
sealed interface YamlNode {

  /** Where it begins. */
  Place place();

  /** What it is, for messages. */
  String kind();

  /** One value. */
  record Scalar(Place place, String text) implements YamlNode {
    @Override
    public String kind() {
      return "'" + text + "'";
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /** Keys and what they hold, in the order written. */
  record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a mapping of keys";
    }

    /** This with the keys of {@code upper} added or put in their place, mapping by mapping. */
    Mapping under(Mapping upper) {
      Map<String, Entry> both = new LinkedHashMap<>(entries);
      upper.entries.forEach((key, entry) -> both.merge(key, entry, Mapping::overlaid));
      return new Mapping(upper.place, both);
    }

    /** This without a key. */
    Mapping without(String key) {
      Map<String, Entry> rest = new LinkedHashMap<>(entries);
      rest.remove(key);
      return new Mapping(place, rest);
    }

    /** This with one key put in place. */
    Mapping with(String key, Entry entry) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key, entry);
      return new Mapping(place, changed);
    }

    private static Entry overlaid(Entry lower, Entry upper) {
      return lower.value() instanceof Mapping below && upper.value() instanceof Mapping above
          ? new Entry(upper.keyPlace(), below.under(above))
          : upper;
    }
  }

  /** What a key holds, and where the key stands. */
  record Entry(Place keyPlace, YamlNode value) {}
}
