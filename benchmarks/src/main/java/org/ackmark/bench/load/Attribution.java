package org.ackmark.bench.load;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What slow commits waited for. A cause holds if it covers at least half of the time from intended
 * start to acknowledgement; where two do, the one that explains the other holds: a pause makes a
 * sync look long, and a change of segment waits for the device. What none explains was behind other
 * records if some were under way when it was sent. Immutable.
 */
final class Attribution {
  private enum Cause {
    JVM_PAUSE,
    ROLL,
    DEVICE,
    QUEUE,
    UNKNOWN
  }

  private final Coverage pauses;
  private final Coverage rolls;
  private final Coverage stalls;

  /**
   * What happened meanwhile.
   *
   * @param pauses of the JVM
   * @param rolls changes of segment
   * @param stalls calls to the device that took far longer than usual
   */
  Attribution(List<Span> pauses, List<Span> rolls, List<Span> stalls) {
    this.pauses = new Coverage(pauses);
    this.rolls = new Coverage(rolls);
    this.stalls = new Coverage(stalls);
  }

  /**
   * Counts the causes.
   *
   * @param slow from intended start to acknowledgement; noted is how many records were in front
   */
  SlowCommits of(List<Span> slow) {
    Map<Cause, Long> counts = new EnumMap<>(Cause.class);
    slow.forEach(commit -> counts.merge(cause(commit), 1L, Long::sum));
    return new SlowCommits(
        slow.size(),
        counts.getOrDefault(Cause.JVM_PAUSE, 0L),
        counts.getOrDefault(Cause.ROLL, 0L),
        counts.getOrDefault(Cause.DEVICE, 0L),
        counts.getOrDefault(Cause.QUEUE, 0L),
        counts.getOrDefault(Cause.UNKNOWN, 0L));
  }

  private Cause cause(Span commit) {
    if (pauses.coversHalfOf(commit)) {
      return Cause.JVM_PAUSE;
    }
    if (rolls.coversHalfOf(commit)) {
      return Cause.ROLL;
    }
    if (stalls.coversHalfOf(commit)) {
      return Cause.DEVICE;
    }
    return commit.note() > 0 ? Cause.QUEUE : Cause.UNKNOWN;
  }
}
