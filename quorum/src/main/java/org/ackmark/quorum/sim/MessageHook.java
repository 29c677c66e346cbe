package org.ackmark.quorum.sim;

/** Decides the fate of single messages, for scenarios. */
@FunctionalInterface
public interface MessageHook {
  /** What becomes of a message. */
  enum Fate {
    /** It travels as the links are. */
    TRAVELS,
    /** It vanishes. */
    VANISHES,
    /** It waits until {@link SimNetwork#release}, and travels then. */
    WAITS
  }

  /** Asked once for each message that is sent, before anything else may happen to it. */
  Fate of(Envelope envelope);
}
