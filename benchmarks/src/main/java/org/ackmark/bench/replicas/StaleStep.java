package org.ackmark.bench.replicas;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.predict.StaleReads;
import org.ackmark.quorum.predict.StaleRounds;
import org.ackmark.quorum.predict.Times;
import org.ackmark.results.stats.BinomialShare;

/**
 * How many reads that began so long after an acknowledgement missed the write, and how many were to
 * be expected. Immutable.
 *
 * @param afterNs what was asked for
 * @param beganAfterP50Ns how long after the acknowledgement half of the reads had begun
 * @param predicted the share that one-way times of the same messages foretell
 * @param together the same, with what replicas took at the same time kept together
 * @param measured what was seen
 */
public record StaleStep(
    long afterNs, long beganAfterP50Ns, double predicted, double together, BinomialShare measured) {
  private static final int DRAWS = 100_000;

  /** One write, and the read after it. */
  record Trial(long beganAfterNs, boolean stale, List<StaleReads.Way> replicas) {}

  /**
   * The ways of which two round trips to a replica are made. Reads are answered from memory: half
   * of one is its way there, half its way back, which takes as long for an acknowledgement.
   */
  static StaleReads.Way way(long storeNs, long queryNs) {
    long requestNs = queryNs / 2;
    long responseNs = queryNs - requestNs;
    long acknowledgeNs = Math.min(responseNs, storeNs);
    return new StaleReads.Way(storeNs - acknowledgeNs, acknowledgeNs, requestNs, responseNs);
  }

  /** From trials that were to read so long after. */
  static StaleStep of(Quorum quorum, long afterNs, List<Trial> trials, long seed) {
    Times began = times(trials, Trial::beganAfterNs);
    List<List<StaleReads.Way>> rounds = trials.stream().map(Trial::replicas).toList();
    int stale = (int) trials.stream().filter(Trial::stale).count();
    return new StaleStep(
        afterNs,
        began.at(began.count() / 2),
        new StaleReads(quorum, links(quorum.n(), rounds)).share(began, DRAWS, seed),
        new StaleRounds(quorum, rounds).share(began, DRAWS, seed),
        new BinomialShare(stale, trials.size()));
  }

  private static List<StaleReads.Link> links(int n, List<List<StaleReads.Way>> rounds) {
    return IntStream.range(0, n)
        .mapToObj(replica -> link(rounds.stream().map(round -> round.get(replica)).toList()))
        .toList();
  }

  private static StaleReads.Link link(List<StaleReads.Way> ways) {
    return new StaleReads.Link(
        times(ways, StaleReads.Way::writeNs),
        times(ways, StaleReads.Way::acknowledgeNs),
        times(ways, StaleReads.Way::requestNs),
        times(ways, StaleReads.Way::responseNs));
  }

  private static <T> Times times(List<T> all, ToLongFunction<T> time) {
    return Times.of(all.stream().mapToLong(time).toArray());
  }
}
