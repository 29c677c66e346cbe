package org.ackmark.quorum.check;

/**
 * What the client knows of an operation's end. A timeout or an error of a write is {@link #INFO},
 * never {@link #FAIL}: calling it a failure condemns histories that are legal.
 */
public enum Outcome {
  /** It took effect between its invocation and its completion. */
  OK,
  /** It took no effect and never will: refused before any replica was asked. */
  FAIL,
  /**
   * It may take effect at any time after its invocation, or never: a timeout, an error, a crash.
   */
  INFO
}
