package org.ackmark.bench.node;

import java.io.IOException;

/** Closes many things, all of them, whatever fails. */
public final class Closing {
  private Closing() {}

  /**
   * Closes them one after another.
   *
   * @throws IOException after the last, when one could not be closed
   */
  public static void all(Iterable<? extends AutoCloseable> things) throws IOException {
    IOException failure = null;
    for (AutoCloseable one : things) {
      try {
        one.close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (failure == null) {
          failure = new IOException("a replica could not be closed: " + e.getMessage(), e);
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
