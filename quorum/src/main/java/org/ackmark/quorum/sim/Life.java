package org.ackmark.quorum.sim;

/** The time of a node between a start and a crash: whatever belongs to it ends with it. */
final class Life {
  private boolean over;

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
