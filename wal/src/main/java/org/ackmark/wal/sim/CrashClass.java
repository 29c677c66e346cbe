package org.ackmark.wal.sim;

/** What dies, and with it which volatile layers. */
public enum CrashClass {
  /** The process: whatever it handed to the kernel stays, durable or not. */
  PROCESS,
  /** The kernel: its memory is gone; what reached the device stays, also in the device's cache. */
  OS,
  /** The power: the kernel's memory and the device's cache are gone. */
  POWER
}
