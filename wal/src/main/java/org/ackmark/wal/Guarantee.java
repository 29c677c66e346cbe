package org.ackmark.wal;

/**
 * What an acknowledged commit survives. Ordered: each survives everything that those before it do.
 */
public enum Guarantee {
  /** Lost when the process ends. */
  NOTHING,
  /** Survives the death of the process: the operating system holds it. */
  PROCESS_CRASH,
  /** Survives the death of the kernel: the device holds it, perhaps in a volatile cache. */
  OS_CRASH,
  /** Survives a loss of power, on a device that honours flush. */
  POWER_LOSS
}
