package org.ackmark.bench.profile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is done to the links between replicas. Immutable.
 *
 * @param bandwidthBytesPerSecond what the kernel lets through, each way; 0 for no bound
 * @param delayNs for which each message is held before it is sent, by this program: emulated; 0 for
 *     none
 * @param lossPercent how many messages of a hundred are dropped, by this program: emulated
 */
public record Link(long bandwidthBytesPerSecond, long delayNs, int lossPercent) {
  /** Left alone. */
  public static final Link PLAIN = new Link(0, 0, 0);

  /** Whether this program changes it. */
  public boolean emulated() {
    return delayNs > 0 || lossPercent > 0;
  }

  /** For a file name, such as {@code -6MiBps-1ms}; empty if it is left alone. */
  String label() {
    StringBuilder label = new StringBuilder();
    if (bandwidthBytesPerSecond > 0) {
      label.append('-').append(Quantity.ofBytes(bandwidthBytesPerSecond)).append("ps");
    }
    if (delayNs > 0) {
      label.append('-').append(Quantity.ofNs(delayNs));
    }
    if (lossPercent > 0) {
      label.append('-').append(lossPercent).append("lost");
    }
    return label.toString();
  }

  /** What is done to it, under the names that results use. */
  Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (bandwidthBytesPerSecond > 0) {
      parameters.put("linkBytesPerSecond", bandwidthBytesPerSecond);
    }
    if (delayNs > 0) {
      parameters.put("emulatedDelayNs", delayNs);
    }
    if (lossPercent > 0) {
      parameters.put("emulatedLossPercent", lossPercent);
    }
    return parameters;
  }
}
