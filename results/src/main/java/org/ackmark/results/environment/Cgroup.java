package org.ackmark.results.environment;

import java.util.List;

/**
 * The limits of the control group that the process runs in.
 *
 * @param cpus processors' worth of time that it may use; absent if unlimited
 * @param memoryMaxBytes memory that it may use; absent if unlimited
 * @param ioMax limits on devices, each as the kernel words it; empty if there are none
 */
public record Cgroup(Double cpus, Long memoryMaxBytes, List<String> ioMax) {
  /** Copies the limits. */
  public Cgroup {
    ioMax = ioMax == null ? List.of() : List.copyOf(ioMax);
  }
}
