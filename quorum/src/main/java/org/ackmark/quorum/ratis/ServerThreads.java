package org.ackmark.quorum.ratis;

import java.util.Optional;

/**
 * The threads of one server. When one of them dies of an exception, that is kept, and not printed.
 */
final class ServerThreads extends ThreadGroup {
  private volatile Throwable failure;

  ServerThreads(String name) {
    super(name);
  }

  @Override
  public void uncaughtException(Thread thread, Throwable exception) {
    if (failure == null) {
      failure = exception;
    }
  }

  /** Of what the first one died; empty while all live. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }
}
