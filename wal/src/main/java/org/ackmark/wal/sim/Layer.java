package org.ackmark.wal.sim;

/** Where a change waits to become durable. */
enum Layer {
  /** In the kernel's memory: lost when the kernel or the power goes. */
  KERNEL,
  /** In the device's cache: lost when the power goes. */
  DEVICE
}
