package org.ackmark.quorum.predict;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ackmark.quorum.Quorum;

/**
 * How often a read misses the newest acknowledged write where R + W ≤ N, by how long after the
 * acknowledgement it begins: the WARS model of Bailis and others, "Probabilistically bounded
 * staleness for practical partial quorums" (VLDB 5(8), 2012), drawn from measured one-way times.
 * Reads that repair, and writes that overlap, are not in it. Immutable.
 *
 * @param quorum N, R and W
 * @param links the one-way times of each replica
 */
public record StaleReads(Quorum quorum, List<Link> links) {

  /**
   * What one replica was seen to take.
   *
   * @param write until a write has come and is visible there (W)
   * @param acknowledge until its acknowledgement is back (A)
   * @param request until a read's request has come (R)
   * @param response until its response is back (S)
   */
  public record Link(Times write, Times acknowledge, Times request, Times response) {
    private Way draw(SplittableRandom random) {
      return new Way(
          write.draw(random),
          acknowledge.draw(random),
          request.draw(random),
          response.draw(random));
    }
  }

  /**
   * What one replica took one time.
   *
   * @param writeNs until the write had come and was visible there
   * @param acknowledgeNs until its acknowledgement was back
   * @param requestNs until the read's request had come
   * @param responseNs until its response was back
   */
  public record Way(long writeNs, long acknowledgeNs, long requestNs, long responseNs) {}

  /** Checks the numbers. */
  public StaleReads {
    links = List.copyOf(links);
    if (links.size() != quorum.n()) {
      throw new IllegalArgumentException("links=" + links.size() + " n=" + quorum.n());
    }
  }

  /**
   * The share of reads that miss the write.
   *
   * @param afterNs a read begins so long after the acknowledgement
   * @param draws how many are tried; the answer is sure to about 1 / √draws
   */
  public double share(long afterNs, int draws, long seed) {
    return share(Times.of(afterNs), draws, seed);
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
      stale += misses(after.draw(random), random) ? 1 : 0;
    }
    return (double) stale / draws;
  }

  private boolean misses(long afterNs, SplittableRandom random) {
    List<Way> ways = links.stream().map(link -> link.draw(random)).toList();
    return misses(quorum, afterNs, ways, ways);
  }

  /** Whether a read misses a write, when each replica takes so long to do both. */
  static boolean misses(Quorum quorum, long afterNs, List<Way> writing, List<Way> reading) {
    int n = quorum.n();
    long[] acknowledgedNs =
        writing.stream().mapToLong(way -> way.writeNs + way.acknowledgeNs).sorted().toArray();
    long beginsNs = acknowledgedNs[quorum.w() - 1] + afterNs;
    Answer[] answers = new Answer[n];
    for (int i = 0; i < n; i++) {
      long askedNs = beginsNs + reading.get(i).requestNs;
      long backNs = askedNs + reading.get(i).responseNs;
      answers[i] = new Answer(backNs, writing.get(i).writeNs <= askedNs);
    }
    Arrays.sort(answers);
    return Arrays.stream(answers).limit(quorum.r()).noneMatch(Answer::fresh);
  }

  private record Answer(long backNs, boolean fresh) implements Comparable<Answer> {
    @Override
    public int compareTo(Answer other) {
      return Long.compare(backNs, other.backNs);
    }
  }
}
