package org.ackmark.results.summary;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** The middle of some values, or the mean of the two in the middle. */
final class Median {
  private Median() {}

  /** Of one field; null if one of the values lacks it: the rest would not be a fair sample. */
  static <T> Double of(List<T> values, Function<T, Double> field) {
    List<Double> present = values.stream().map(field).filter(Objects::nonNull).sorted().toList();
    if (present.isEmpty() || present.size() < values.size()) {
      return null;
    }
    int middle = present.size() / 2;
    return present.size() % 2 == 1
        ? present.get(middle)
        : Double.valueOf((present.get(middle - 1) + present.get(middle)) / 2);
  }

  /** Of a field in whole numbers, rounded. */
  static <T> Long ofLong(List<T> values, Function<T, Long> field) {
    Double median = of(values, value -> asDouble(field.apply(value)));
    return median == null ? null : Math.round(median);
  }

  private static Double asDouble(Long value) {
    return value == null ? null : value.doubleValue();
  }
}
