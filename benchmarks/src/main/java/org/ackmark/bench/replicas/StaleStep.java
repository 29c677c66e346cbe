package org.ackmark.bench.replicas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.predict.StaleReads;
import org.ackmark.quorum.predict.Times;
import org.ackmark.results.stats.BinomialShare;

/**
 * How many reads that began so long after an acknowledgement missed the write, and how many were to
 * be expected. Immutable.
 *
 * @param afterNs what was asked for
 * @param beganAfterP50Ns how long after the acknowledgement half of the reads had begun
 * @param predicted the share that one-way times of the same messages foretell
 * @param measured what was seen
 */
public record StaleStep(
    long afterNs, long beganAfterP50Ns, double predicted, BinomialShare measured) {
  private static final int DRAWS = 100_000;

  /** One write, and the read after it. */
  record Trial(long beganAfterNs, boolean stale, List<RoundTrips> replicas) {}

  /** How long one replica took to answer the write, and the read. */
  record RoundTrips(long storeNs, long queryNs) {
    /** Reads are answered from memory: half of their way is there, half back. */
    long requestNs() {
      return queryNs / 2;
    }

    long responseNs() {
      return queryNs - requestNs();
    }

    /** An acknowledgement is as long under way as the response to a read. */
    long acknowledgeNs() {
      return Math.min(responseNs(), storeNs);
    }

    long writeNs() {
      return storeNs - acknowledgeNs();
    }
  }

  /** From trials that were to read so long after. */
  static StaleStep of(Quorum quorum, long afterNs, List<Trial> trials, long seed) {
    List<StaleReads.Link> links = new ArrayList<>();
    for (int i = 0; i < quorum.n(); i++) {
      int replica = i;
      List<RoundTrips> seen = trials.stream().map(trial -> trial.replicas.get(replica)).toList();
      links.add(
          new StaleReads.Link(
              times(seen, RoundTrips::writeNs),
              times(seen, RoundTrips::acknowledgeNs),
              times(seen, RoundTrips::requestNs),
              times(seen, RoundTrips::responseNs)));
    }
    Times began = times(trials, Trial::beganAfterNs);
    int stale = (int) trials.stream().filter(Trial::stale).count();
    return new StaleStep(
        afterNs,
        began.at(began.count() / 2),
        new StaleReads(quorum, links).share(began, DRAWS, seed),
        new BinomialShare(stale, trials.size()));
  }

  private static <T> Times times(List<T> all, ToLongFunction<T> time) {
    return Times.of(all.stream().mapToLong(time).toArray());
  }
}
