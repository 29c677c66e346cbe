package org.ackmark.results;

import java.util.regex.Pattern;

/** The checks of the records' constructors; each failure names the field and its value. */
final class Require {
  private static final Pattern FIELD_NAME = Pattern.compile("[a-z][A-Za-z0-9]*");

  private Require() {}

  static <T> T present(String name, T value) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  static void text(String name, String value) {
    present(name, value);
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " is empty");
    }
  }

  static void atLeast(long least, String name, Number value) {
    if (value != null && value.longValue() < least) {
      throw new IllegalArgumentException(name + "=" + value + ", must be at least " + least);
    }
  }

  /** Absent, or a finite number that is not negative. */
  static void quantity(String name, Double value) {
    if (value != null) {
      finite(name, value);
      if (value < 0) {
        throw new IllegalArgumentException(name + "=" + value + ", must not be negative");
      }
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be finite");
    }
  }

  static void fieldName(String name) {
    if (!FIELD_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("field name \"" + name + "\" is not lowerCamelCase");
    }
  }
}
