package org.ackmark.bench.load;

import java.util.List;
import org.ackmark.results.Latency;

/**
 * What one JVM has measured; comes out of it as a JSON file.
 *
 * @param failure why there are no figures; null when there are, and then the rest is
 * @param startedAtMs begin of the window, in milliseconds since 1970
 * @param windowNs its length
 * @param offered records that were due in it
 * @param acknowledgedInTime acknowledgements before its end
 * @param acknowledged with those that came later
 * @param givenUp records that were due, and not sent within the patience after the window
 * @param service from submit to acknowledgement
 * @param response from intended start to acknowledgement
 * @param clampedValues times of more than an hour, which count as one
 * @param lateSendP99Ns 99 in 100 records were taken up no later than this after they were due
 * @param blockedSends how often the sender waited because of the bound
 * @param blockedNs how long, in all
 * @param writes write calls for all that were acknowledged
 * @param syncs syncs
 * @param writtenBytes bytes written
 * @param deviceFlushes flushes that the kernel counted; null if it does not tell
 * @param perSecond acknowledgements per second, second by second
 * @param slow what slow commits waited for; null when there are too few to know which are slow
 */
record LoadResult(
    String failure,
    long startedAtMs,
    long windowNs,
    long offered,
    long acknowledgedInTime,
    long acknowledged,
    long givenUp,
    Latency service,
    Latency response,
    long clampedValues,
    Long lateSendP99Ns,
    long blockedSends,
    long blockedNs,
    long writes,
    long syncs,
    long writtenBytes,
    Long deviceFlushes,
    List<Double> perSecond,
    SlowCommits slow) {

  /** Copies the list. */
  LoadResult {
    perSecond = List.copyOf(perSecond);
  }

  static LoadResult failed(String why) {
    return new LoadResult(
        why,
        0,
        0,
        0,
        0,
        0,
        0,
        Latency.none(),
        Latency.none(),
        0,
        null,
        0,
        0,
        0,
        0,
        0,
        null,
        List.of(),
        null);
  }

  double achievedPerSecond() {
    return acknowledgedInTime * 1e9 / windowNs;
  }
}
