package org.ackmark.results.stats;

/** The checks of the package; each failure names what is wrong and its value. */
final class Require {
  private Require() {}

  /** At least so many values, all of them finite. */
  static void values(String name, double[] values, int least) {
    if (values == null) {
      throw new IllegalArgumentException(name + "=null");
    }
    if (values.length < least) {
      throw new IllegalArgumentException(
          name + ".length=" + values.length + ", must be at least " + least);
    }
    for (int i = 0; i < values.length; i++) {
      finite(name + "[" + i + "]", values[i]);
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be finite");
    }
  }

  static void notNegative(String name, double value) {
    finite(name, value);
    if (value < 0) {
      throw new IllegalArgumentException(name + "=" + value + ", must not be negative");
    }
  }

  /** A share or probability that is neither nothing nor all. */
  static void share(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be above 0 and below 1");
    }
  }

  /** A probability of anything from impossible to certain. */
  static void probability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException(name + "=" + value + ", must be from 0 to 1");
    }
  }

  static void between(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + "=" + value + ", must be from " + least + " to " + most);
    }
  }

  static void atLeast(String name, int value, int least) {
    between(name, value, least, Integer.MAX_VALUE);
  }
}
