package org.ackmark.wal.sim;

import java.io.IOException;

/**
 * What becomes of an operation.
 *
 * @param share how much of it takes place, from 0 to 1
 */
record Verdict(Outcome outcome, double share) {
  static final Verdict PASSES = new Verdict(Outcome.PASSES, 1);

  enum Outcome {
    PASSES,
    FAILS,
    DIES
  }

  boolean passes() {
    return outcome == Outcome.PASSES;
  }

  boolean dies() {
    return outcome == Outcome.DIES;
  }

  /** Whether an operation that knows no halves takes place. */
  boolean happens() {
    return share == 1;
  }

  int bytesOf(int length) {
    return (int) Math.round(share * length);
  }

  /** Throws what the caller is to see; returns when the operation passes. */
  void conclude(Operation operation) throws IOException {
    String what = operation.kind() + " " + operation.name();
    switch (outcome) {
      case PASSES -> {}
      case FAILS -> throw new IOException(what + ": Input/output error (planned)");
      case DIES -> throw new CrashedException(what + ": died at operation=" + operation.number());
    }
  }
}
