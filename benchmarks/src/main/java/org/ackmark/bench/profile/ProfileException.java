package org.ackmark.bench.profile;

/**
 * A profile, an override or a filter is wrong. The message is one sentence that a person can act
 * on, led by the file, line and column when there is one; nobody needs the stack trace.
 */
public final class ProfileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProfileException(String sentence) {
    super(sentence);
  }

  ProfileException(Place place, String sentence) {
    super(place + ": " + sentence);
  }
}
