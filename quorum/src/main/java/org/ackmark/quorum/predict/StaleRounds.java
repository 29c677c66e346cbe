package org.ackmark.quorum.predict;

import java.util.List;
import java.util.SplittableRandom;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.predict.StaleReads.Way;

/**
 * The model of {@link StaleReads}, but with what replicas took at the same time kept together: the
 * write of one round is drawn, and the read of another. Where replicas share a disk or processors
 * they are slow together, which makes them miss each other less than if each were slow by itself.
 * Immutable.
 *
 * @param quorum N, R and W
 * @param rounds for each write and its read, what each of the N replicas took
 */
public record StaleRounds(Quorum quorum, List<List<Way>> rounds) {

  /** Checks the numbers. */
  public StaleRounds {
    rounds = rounds.stream().map(List::copyOf).toList();
    if (rounds.isEmpty() || rounds.stream().anyMatch(round -> round.size() != quorum.n())) {
      throw new IllegalArgumentException("rounds=" + rounds.size() + " n=" + quorum.n());
    }
  }

  /**
   * The share of reads that miss the write.
   *
   * @param after how long after the acknowledgement reads were seen to begin
   * @param draws how many are tried; the answer is sure to about 1 / √draws
   */
  public double share(Times after, int draws, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int stale = 0;
    for (int i = 0; i < draws; i++) {
      List<Way> writing = rounds.get(random.nextInt(rounds.size()));
      List<Way> reading = rounds.get(random.nextInt(rounds.size()));
      stale += StaleReads.misses(quorum, after.draw(random), writing, reading) ? 1 : 0;
    }
    return (double) stale / draws;
  }
}
