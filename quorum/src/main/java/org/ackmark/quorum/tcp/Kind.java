package org.ackmark.quorum.tcp;

/** What a frame is for. */
enum Kind {
  /** Who connects says who it is and whom it means. */
  HELLO(1),
  /** Who listens answers with a random number. */
  CHALLENGE(2),
  /** Who connects proves that it knows the secret, and asks the same. */
  PROOF(3),
  /** Who listens proves it too: both may go on. */
  WELCOME(4),
  /** A message that wants a reply. */
  REQUEST(5),
  /** The reply. */
  REPLY(6);

  private final int number;

  Kind(int number) {
    this.number = number;
  }

  /** On the wire. */
  int number() {
    return number;
  }

  /** The kind of that number; null when there is none. */
  static Kind numbered(int number) {
    for (Kind kind : values()) {
      if (kind.number == number) {
        return kind;
      }
    }
    return null;
  }
}
