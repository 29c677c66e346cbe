package org.ackmark.bench.node;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Closes many things, all of them, whatever fails. */
public final class Closing {
  private Closing() {}

  /** Closes them side by side, for those that wait rather than work; as {@link #all}. */
  public static void together(List<? extends AutoCloseable> things) throws IOException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> closings = new ArrayList<>();
      for (AutoCloseable one : things) {
        closings.add(
            threads.submit(() -> {
              one.close();
              return null;
            }));
      }
      all(closings.stream().<AutoCloseable>map(closing -> closing::get).toList());
    }
  }

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
