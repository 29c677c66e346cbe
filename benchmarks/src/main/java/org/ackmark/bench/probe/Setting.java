package org.ackmark.bench.probe;

/**
 * What one point of the probe measures.
 *
 * @param queueDepth writes in flight: threads that each write and sync the same file
 */
public record Setting(ProbeMethod method, int sizeBytes, int queueDepth) {

  /** Checks the numbers. */
  public Setting {
    if (sizeBytes < 1 || queueDepth < 1) {
      throw new IllegalArgumentException(
          "sizeBytes=" + sizeBytes + " queueDepth=" + queueDepth + ", both must be at least 1");
    }
  }
}
