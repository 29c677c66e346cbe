package org.ackmark.quorum.log;

import java.io.IOException;

/** A leader met a higher term than its own: another one has started since, and it must stop. */
public final class DeposedException extends IOException {
  private static final long serialVersionUID = 1L;

  DeposedException(Term own, Term higher) {
    super("the leader of term=" + own + " was deposed: there is a term=" + higher);
  }
}
