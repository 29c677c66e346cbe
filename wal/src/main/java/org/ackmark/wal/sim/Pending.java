package org.ackmark.wal.sim;

/** A change that is not durable yet. */
interface Pending {

  /** Its place in the order of all changes to the disk. */
  long issue();

  /** How far it has come. */
  Layer layer();
}
