package org.ackmark.results.stats;

/**
 * Brings values near 1 by a power of two, which loses nothing, so that their sums and squares leave
 * the range of a double neither above nor below. Immutable.
 */
final class Scale {
  private final int exponent;

  private Scale(int exponent) {
    this.exponent = exponent;
  }

  /** One scale for all these values. */
  static Scale of(double[]... samples) {
    double greatest = 0;
    for (double[] sample : samples) {
      for (double value : sample) {
        greatest = Math.max(greatest, Math.abs(value));
      }
    }
    return new Scale(Math.getExponent(greatest));
  }

  double[] down(double[] values) {
    double[] scaled = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      scaled[i] = Math.scalb(values[i], -exponent);
    }
    return scaled;
  }

  double up(double value) {
    return Math.scalb(value, exponent);
  }
}
