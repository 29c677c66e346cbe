package org.ackmark.bench.profile;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ackmark.bench.profile.YamlNode.Entry;
import org.ackmark.bench.profile.YamlNode.Mapping;
import org.ackmark.bench.profile.YamlNode.Scalar;
import org.ackmark.bench.profile.YamlNode.Sequence;

/**
 * The keys of one mapping, read strictly: a key that nobody knows, a value of the wrong type or
 * outside its range, an empty list and a value listed twice are errors at the place where they
 * stand. Immutable.
 */
final class Fields {
  private final Mapping mapping;

  /** Refuses any key but these. */
  Fields(Mapping mapping, Collection<String> keys) {
    this.mapping = mapping;
    mapping.entries().forEach((key, entry) -> requireKnown(key, entry.keyPlace(), keys));
  }

  /** Takes any key: somebody else has refused the unknown ones. */
  static Fields checkedElsewhere(Mapping mapping) {
    return new Fields(mapping, mapping.entries().keySet());
  }

  private static void requireKnown(String key, Place place, Collection<String> keys) {
    if (!keys.contains(key)) {
      throw new ProfileException(
          place, "unknown key '" + key + "'; " + NearestName.hint(key, keys));
    }
  }

  /** Where the mapping begins. */
  Place place() {
    return mapping.place();
  }

  /** The keys that are given, in the order written. */
  Set<String> given() {
    return mapping.entries().keySet();
  }

  /** Where a given key stands. */
  Place placeOf(String key) {
    return mapping.entries().get(key).keyPlace();
  }

  /** What a key holds, unread. */
  Optional<YamlNode> node(String key) {
    return Optional.ofNullable(mapping.entries().get(key)).map(Entry::value);
  }

  /** The value of a key, or what it is when it isn't given. */
  <T> T one(String key, Rule<T> rule, T otherwise) {
    return node(key).map(node -> value(key, node, rule)).orElse(otherwise);
  }

  /** The value of a key that must be given. */
  <T> T required(String key, Rule<T> rule) {
    return value(key, requiredNode(key), rule);
  }

  /** What a key that must be given holds, unread. */
  YamlNode requiredNode(String key) {
    return node(key)
        .orElseThrow(() -> new ProfileException(place(), "key '" + key + "' is missing"));
  }

  /** The values of a key that takes one or a list, or what they are when it isn't given. */
  <T> List<T> many(String key, Rule<T> rule, List<T> otherwise) {
    return node(key).map(node -> values(key, node, rule)).orElse(otherwise);
  }

  /** The mapping that a key holds; empty when it isn't given. */
  Fields section(String key, Collection<String> keys) {
    return node(key)
        .map(node -> new Fields(mapping(key, node), keys))
        .orElseGet(() -> new Fields(new Mapping(place(), Map.of()), keys));
  }

  /** What a list holds; one that is empty is refused. */
  static List<YamlNode> items(String key, YamlNode node) {
    if (!(node instanceof Sequence list)) {
      return List.of(node);
    }
    if (list.items().isEmpty()) {
      throw new ProfileException(list.place(), "'" + key + "' is an empty list");
    }
    return list.items();
  }

  /** The mapping that an item of a list stands for when it is written as one value. */
  static Mapping entry(String list, String key, YamlNode item) {
    Scalar scalar = scalar(list, item);
    return new Mapping(item.place(), Map.of(key, new Entry(item.place(), scalar)));
  }

  private static <T> List<T> values(String key, YamlNode node, Rule<T> rule) {
    Set<T> values = new LinkedHashSet<>();
    for (YamlNode item : items(key, node)) {
      if (!values.add(value(key, item, rule))) {
        throw new ProfileException(item.place(), "'" + key + "' lists " + item.kind() + " twice");
      }
    }
    return List.copyOf(values);
  }

  private static <T> T value(String key, YamlNode node, Rule<T> rule) {
    String text = scalar(key, node).text();
    try {
      return rule.read(text);
    } catch (IllegalArgumentException e) {
      throw new ProfileException(node.place(), "'" + key + "' " + e.getMessage());
    }
  }

  private static Scalar scalar(String key, YamlNode node) {
    if (!(node instanceof Scalar scalar)) {
      throw new ProfileException(
          node.place(), "'" + key + "' must be one value, not " + node.kind());
    }
    if (scalar.text().isBlank()) {
      throw new ProfileException(node.place(), "'" + key + "' has no value");
    }
    return scalar;
  }

  private static Mapping mapping(String key, YamlNode node) {
    if (node instanceof Mapping mapping) {
      return mapping;
    }
    throw new ProfileException(
        node.place(), "'" + key + "' must be a mapping of keys, not " + node.kind());
  }
}
