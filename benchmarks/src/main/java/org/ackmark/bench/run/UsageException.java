package org.ackmark.bench.run;

/** Something was asked for that is not there; the message is one sentence for a person. */
public final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Asked for wrongly, as {@code sentence} tells. */
  public UsageException(String sentence) {
    super(sentence);
  }
}
