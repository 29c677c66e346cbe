package org.ackmark.bench.load;

import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;

/**
 * One rate that was tried: the observation, and the response times that it keeps among its metrics.
 *
 * @param ratePerSecond the rate
 * @param observation as it stands in the results
 * @param response its response times; none if it failed
 * @param slow what slow commits waited for; null if it is not known which are slow
 * @param plateaus the two rates that it had one after another; null if there was but one
 */
public record Trial(
    long ratePerSecond,
    Observation observation,
    Latency response,
    SlowCommits slow,
    Plateaus plateaus) {

  /** Whether it held its rate, and the objective if there is one (null for none). */
  boolean passed(Slo slo) {
    Status status = observation.status();
    boolean held = status == Status.OK || status == Status.DISTURBED;
    return held && (slo == null || slo.met(response));
  }
}
