package org.ackmark.quorum.log;

import java.time.Duration;

/**
 * The knobs of a replicated log; immutable.
 *
 * @param timeout how long a caller waits for W replicas before it gets an error
 * @param retry how long a replica may be silent before it is asked again; longer than a sync takes
 * @param bufferBytes records appended that W replicas have not written yet; beyond, appending waits
 * @param tailBytes the newest records, kept in memory for replicas that keep up; at least {@code
 *     bufferBytes}
 * @param windowBytes records on their way to one replica
 * @param batchBytes records in one message, and in one read from the log (or one record)
 */
public record LogOptions(
    Duration timeout,
    Duration retry,
    long bufferBytes,
    long tailBytes,
    long windowBytes,
    int batchBytes) {
  /** Five seconds, a fifth of one, and 8, 16, 4 and 1 MiB. */
  public static final LogOptions DEFAULTS =
      new LogOptions(
          Duration.ofSeconds(5), Duration.ofMillis(200), 8 << 20, 16 << 20, 4 << 20, 1 << 20);

  /** Checks the values. */
  public LogOptions {
    if (timeout.toNanos() <= 0 || retry.toNanos() <= 0) {
      throw new IllegalArgumentException("timeout=" + timeout + " retry=" + retry);
    }
    if (bufferBytes < 1 || tailBytes < bufferBytes || windowBytes < 1 || batchBytes < 1) {
      throw new IllegalArgumentException(
          "bufferBytes=%d tailBytes=%d windowBytes=%d batchBytes=%d"
              .formatted(bufferBytes, tailBytes, windowBytes, batchBytes));
    }
  }

  /** Other times. */
  public LogOptions withTimes(Duration newTimeout, Duration newRetry) {
    return new LogOptions(newTimeout, newRetry, bufferBytes, tailBytes, windowBytes, batchBytes);
  }

  /** Other bounds of what is kept in memory. */
  public LogOptions withBytes(long buffer, long tail, long window, int batch) {
    return new LogOptions(timeout, retry, buffer, tail, window, batch);
  }
}
