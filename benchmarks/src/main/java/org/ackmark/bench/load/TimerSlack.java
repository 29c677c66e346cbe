package org.ackmark.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How late the kernel may wake a thread that sleeps for a time: 50 µs unless told otherwise, which
 * is most of what a sender that sleeps between two records is late by (proc(5), {@code
 * timerslack_ns}). Threads that a thread starts inherit it.
 */
final class TimerSlack {
  private static final String LEAST_NS = "1";

  private TimerSlack() {}

  /** Has the calling thread woken as early as can be. Where that can't be set it stays as it is. */
  static void shorten() {
    try {
      Path thread = Files.readSymbolicLink(Path.of("/proc/thread-self")).getFileName();
      Files.writeString(Path.of("/proc").resolve(thread).resolve("timerslack_ns"), LEAST_NS);
    } catch (IOException | UnsupportedOperationException e) {
      return; // how late records were sent is among the figures
    }
  }
}
