package org.ackmark.bench.turns;

/** What is measured in turns. Called by one thread. */
public interface Slices {
  /** Goes on, if there is anything left to do. Does not block. */
  void begin() throws Exception;

  /** Comes to rest: returns when nothing of it is under way. */
  void end() throws Exception;
}
