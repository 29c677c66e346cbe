package org.ackmark.results.environment;

/**
 * The operating system.
 *
 * @param name such as {@code Linux}
 * @param release such as {@code 6.18.44}
 * @param virtualization kind of virtual machine or container; absent if none is known
 * @param clockSource what the clock is read from; absent if unknown
 * @param uptimeSeconds time since boot; absent if unknown
 * @param loadAverage processes that ran or waited, over the last minute; absent if unknown
 */
public record Kernel(
    String name,
    String release,
    String virtualization,
    String clockSource,
    Double uptimeSeconds,
    Double loadAverage) {
  /** Checks the fields. */
  public Kernel {
    Environment.requirePresent("name", name);
    Environment.requirePresent("release", release);
  }
}
