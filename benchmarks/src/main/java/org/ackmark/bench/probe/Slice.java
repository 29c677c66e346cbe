package org.ackmark.bench.probe;

/** A stretch of time in which writes were made one after another, or several at once. */
public record Slice(long operations, long elapsedNs) {

  /** Elapsed time over operations: with one write at a time, what one costs. */
  public double meanNs() {
    return (double) elapsedNs / operations;
  }

  /** Operations in a second. */
  public double opsPerSecond() {
    return operations * 1e9 / elapsedNs;
  }

  /** Both, one after the other. */
  public Slice plus(Slice other) {
    return new Slice(operations + other.operations, elapsedNs + other.elapsedNs);
  }
}
