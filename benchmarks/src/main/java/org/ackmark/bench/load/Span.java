package org.ackmark.bench.load;

/**
 * A stretch of time by the ticker.
 *
 * @param note what its maker has to say of it; 0 for nothing
 */
record Span(long startNs, long endNs, long note) {
  static Span of(long startNs, long endNs) {
    return new Span(startNs, endNs, 0);
  }

  long lengthNs() {
    return endNs - startNs;
  }
}
