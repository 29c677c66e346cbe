package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Named settings, sorted by name: text, whole numbers, finite numbers or booleans. Names are
 * lowerCamelCase and carry their unit, as in {@code intervalMs}. Whole numbers are held as {@code
 * Long} and others as {@code Double}, so that what is read equals what was written.
 *
 * @param values the settings, unmodifiable
 */
public record Parameters(SortedMap<String, Object> values) {
  private static final Parameters NONE = new Parameters(new TreeMap<>());

  /** Copies the settings and checks them. */
  public Parameters {
    SortedMap<String, Object> copy = new TreeMap<>();
    values.forEach((name, value) -> copy.put(checked(name), scalar(name, value)));
    values = Collections.unmodifiableSortedMap(copy);
  }

  /** No settings. */
  public static Parameters none() {
    return NONE;
  }

  /** Those settings. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Parameters of(Map<String, ?> values) {
    return new Parameters(new TreeMap<>(values));
  }

  /** These settings and one more, which replaces one of the same name. */
  public Parameters with(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(values);
    more.put(name, value);
    return of(more);
  }

  /** These settings but for those of such names. */
  public Parameters without(Collection<String> names) {
    Map<String, Object> fewer = new LinkedHashMap<>(values);
    fewer.keySet().removeAll(names);
    return of(fewer);
  }

  /** The setting of that name. */
  public Optional<Object> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** Whether there are no settings. */
  public boolean empty() {
    return values.isEmpty();
  }

  @JsonValue
  @Override
  public SortedMap<String, Object> values() {
    return values;
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private static String checked(String name) {
    Require.fieldName(name);
    return name;
  }

  private static Object scalar(String name, Object value) {
    return switch (value) {
      case null -> throw new IllegalArgumentException(name + " is missing");
      case String text -> text;
      case Boolean flag -> flag;
      case Integer number -> number.longValue();
      case Long number -> number;
      case Double number -> finite(name, number);
      default ->
          throw new IllegalArgumentException(
              name + "=" + value + ", must be text, a number, true or false");
    };
  }

  private static Object finite(String name, double number) {
    Require.finite(name, number);
    return number;
  }
}
