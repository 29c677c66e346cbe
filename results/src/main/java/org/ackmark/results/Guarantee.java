package org.ackmark.results;

/**
 * What an acknowledged write survives. Ordered: each survives everything that those before it do.
 * Figures of different guarantees answer different questions and are not ranked together.
 */
public enum Guarantee {
  /** Lost when the process ends. */
  NOTHING("nothing", "An acknowledged write is lost when the process ends."),
  /** Survives the death of the process. */
  PROCESS_CRASH(
      "process crash",
      "An acknowledged write survives a kill of the process; a kernel crash or a loss of power may"
          + " take it."),
  /** Survives the death of the kernel. */
  OS_CRASH(
      "OS crash",
      "An acknowledged write survives a crash of the kernel; a loss of power may take it."),
  /** Survives a loss of power. */
  POWER_LOSS(
      "power loss",
      "An acknowledged write survives a loss of power, on a device that honours flush.");

  private final String label;
  private final String sentence;

  Guarantee(String label, String sentence) {
    this.label = label;
    this.sentence = sentence;
  }

  /** What is survived, in two words at most. */
  public String label() {
    return label;
  }

  /** The promise and its limit, in one plain sentence. */
  public String sentence() {
    return sentence;
  }
}
