package org.ackmark.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;

/**
 * One way to make bytes durable, measured on the device without a log; or why it was not.
 *
 * @param method how the bytes were made durable, such as {@code fdatasync}
 * @param sizeBytes bytes of one operation
 * @param queueDepth operations in flight
 * @param opsPerSecond operations per second; absent if skipped
 * @param latency of one operation
 * @param deviceFlushesPerSync flushes that the kernel counted at the device; absent if it tells
 *     none
 * @param skipped why it was not measured; absent if it was
 * @param block the block before which it was measured, counted from 0; absent outside a run
 * @param startedAt when it began; absent outside a run
 */
public record ProbePoint(
    String method,
    int sizeBytes,
    int queueDepth,
    Double opsPerSecond,
    @JsonUnwrapped Latency latency,
    Double deviceFlushesPerSync,
    String skipped,
    Integer block,
    Instant startedAt) {

  /** Checks that it was either measured or skipped. */
  public ProbePoint {
    Require.text("method", method);
    Require.atLeast(1, "sizeBytes", sizeBytes);
    Require.atLeast(1, "queueDepth", queueDepth);
    Require.quantity("opsPerSecond", opsPerSecond);
    Require.quantity("deviceFlushesPerSync", deviceFlushesPerSync);
    Require.atLeast(0, "block", block);
    latency = latency == null ? Latency.none() : latency;
    if ((opsPerSecond == null) == (skipped == null)) {
      throw new IllegalArgumentException("exactly one of opsPerSecond and skipped must be present");
    }
    if (opsPerSecond != null && opsPerSecond == 0) {
      throw new IllegalArgumentException("opsPerSecond=0: say in skipped why nothing was measured");
    }
  }

  /** A measured point; {@code deviceFlushesPerSync} may be null. */
  public static ProbePoint measured(
      String method,
      int sizeBytes,
      int queueDepth,
      double opsPerSecond,
      Latency latency,
      Double deviceFlushesPerSync) {
    return new ProbePoint(
        method,
        sizeBytes,
        queueDepth,
        opsPerSecond,
        latency,
        deviceFlushesPerSync,
        null,
        null,
        null);
  }

  /** A point that this machine cannot measure. */
  public static ProbePoint skipped(String method, int sizeBytes, int queueDepth, String reason) {
    return new ProbePoint(
        method, sizeBytes, queueDepth, null, Latency.none(), null, reason, null, null);
  }

  /** This, placed in a run. */
  public ProbePoint inRun(int block, Instant startedAt) {
    return new ProbePoint(
        method,
        sizeBytes,
        queueDepth,
        opsPerSecond,
        latency,
        deviceFlushesPerSync,
        skipped,
        block,
        startedAt);
  }
}
