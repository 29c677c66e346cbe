package org.ackmark.bench.probe;

/** What a file's blocks are before they are written. */
enum Layout {
  /** Written with zeros and synced; overwritten in a circle. */
  ZEROED,
  /** Not there: every write makes the file longer. */
  GROWING,
  /** Reserved with {@code fallocate}, never written: every write changes the file's map. */
  UNWRITTEN
}
