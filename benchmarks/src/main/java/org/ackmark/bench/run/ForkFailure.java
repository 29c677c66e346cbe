package org.ackmark.bench.run;

import java.util.Optional;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Why a fork failed, in one line. JMH hides what a benchmark threw among the suppressed exceptions
 * of its own. Pure.
 */
final class ForkFailure {
  private ForkFailure() {}

  /** The benchmark's exception, such as {@code IOException: no space left}; else JMH's sentence. */
  static String in(RunnerException e) {
    return Stream.iterate((Throwable) e, t -> t != null, Throwable::getCause)
        .flatMap(t -> Stream.of(t.getSuppressed()))
        .findFirst()
        .map(ForkFailure::sentence)
        .orElseGet(() -> sentence(Optional.ofNullable(e.getCause()).orElse(e)));
  }

  private static String sentence(Throwable t) {
    String message = t.getMessage();
    String name = t.getClass().getSimpleName();
    return message == null ? name : name + ": " + message.lines().findFirst().orElse("").strip();
  }
}
