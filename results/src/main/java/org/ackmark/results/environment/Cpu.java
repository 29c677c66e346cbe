package org.ackmark.results.environment;

/**
 * The processor.
 *
 * @param model name of the model
 * @param architecture such as {@code x86_64}
 * @param sockets packages; absent if unknown
 * @param cores physical cores of all packages; absent if unknown
 * @param threads logical processors that are online
 * @param governor frequency governor; absent if there is none
 * @param microcode revision of the microcode; absent if unknown
 * @param bogomips the kernel's own estimate of speed, which varies from boot to boot
 */
public record Cpu(
    String model,
    String architecture,
    Integer sockets,
    Integer cores,
    int threads,
    String governor,
    String microcode,
    Double bogomips) {
  /** Checks the fields. */
  public Cpu {
    Environment.requirePresent("model", model);
    Environment.requirePresent("architecture", architecture);
    if (threads < 1) {
      throw new IllegalArgumentException("threads=" + threads + ", must be at least 1");
    }
  }
}
