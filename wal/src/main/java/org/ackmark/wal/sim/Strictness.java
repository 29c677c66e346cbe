package org.ackmark.wal.sim;

/** How much order a simulated disk keeps, at a crash, among changes that nobody synced. */
public enum Strictness {
  /**
   * None: each sector, size and directory operation on its own, as POSIX allows. A file may vanish,
   * though synced, when its name was not.
   */
  POSIX_WORST,
  /**
   * That of a journal, as in ext4 and xfs: directory operations survive as a prefix, and syncing a
   * file makes its creation durable with all that came before it in the directory. Sectors and
   * sizes are independent.
   */
  ORDERED,
  /** All of it: what survives is a prefix of all changes in the order in which they were issued. */
  PREFIX
}
