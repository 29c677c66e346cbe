package org.ackmark.quorum.sim;

import java.util.HashMap;
import java.util.Map;

/** Notices messages that were overtaken on their link. */
final class Arrivals {
  private final Map<Link, Long> latest = new HashMap<>();

  /** Notes an arrival; whether a message sent later on that link has arrived before it. */
  boolean overtook(Envelope envelope, long number) {
    long before = latest.merge(new Link(envelope.from(), envelope.to()), number, Math::max);
    return before > number;
  }
}
