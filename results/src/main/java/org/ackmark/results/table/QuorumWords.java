package org.ackmark.results.table;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.ackmark.results.Fault;
import org.ackmark.results.summary.Summary;

/** What the columns of a table of quorums mean. */
final class QuorumWords {
  /** In the order in which they are read. */
  static final SequencedMap<String, String> TERMS = terms();

  /** The metric of a summary that holds what half of its commits should take. */
  static final String PREDICTED_P50_NS = "predictedP50Ns";

  private QuorumWords() {}

  /** What only some tables show. */
  static SequencedMap<String, String> shownBy(List<Summary> summaries) {
    SequencedMap<String, String> terms = new LinkedHashMap<>();
    if (summaries.stream().anyMatch(s -> s.metrics().containsKey(PREDICTED_P50_NS))) {
      terms.put(
          "predicted",
          "What half of the commits should take at most: round trip and sync of the W-th of N"
              + " nodes, each alone; above it lies queueing.");
    }
    if (summaries.stream().anyMatch(s -> Fault.of(s.point()).isPresent())) {
      terms.put(
          "fault",
          "One replica was slow, down, or down and then back for a part of the time; figures are"
              + " of all of it, so compare them with no others.");
    }
    return terms;
  }

  private static SequencedMap<String, String> terms() {
    SequencedMap<String, String> terms = new LinkedHashMap<>();
    terms.put(
        "N, R, W",
        "Replicas; how many answer a read; how many acknowledge a write. Reads meet acknowledged"
            + " writes if R + W > N.");
    terms.put("down", "How many replicas may be down, or slow, while writes go on: N - W.");
    terms.put("syncs/op", "Syncs of all replicas together for each acknowledged write.");
    terms.put("RECEIVED", "Each of the W holds the write in memory: gone with its process.");
    terms.put(
        "WRITTEN",
        "Each has handed it to its operating system: a kill loses nothing, a loss of power may.");
    terms.put("SYNCED", "Each has synced it: all of them may lose power at once.");
    terms.put(
        "forgetting",
        "Below SYNCED, k replicas that restart without what they held count as k fewer:"
            + " R + W - k > N. See ackmark quorum amnesia.");
    return Collections.unmodifiableSequencedMap(terms);
  }
}
