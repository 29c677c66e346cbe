package org.ackmark.bench.run;

import java.util.ArrayList;
import java.util.List;
import org.ackmark.results.Observation;

/**
 * What a run has observed so far: blocks that were judged by the probes around them, and the
 * attempts of the one that runs. For one thread.
 */
final class BlockRecord {
  private final ObservationFile file;
  private final List<Observation> judged = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private Floors before;

  /** Goes on from what was observed before, which is put into the file as it is given here. */
  BlockRecord(ObservationFile file, List<Observation> past) {
    this.file = file;
    judged.addAll(past);
    if (!past.isEmpty()) {
      file.replace(judged);
    }
  }

  /** A block begins at those floors. */
  void begin(Floors floors) {
    before = floors;
  }

  Floors before() {
    return before;
  }

  /** One more observation has ended: it is on disk when this returns. */
  void add(Attempt attempt) {
    attempts.add(attempt);
    file.append(attempt.observation(before, null));
  }

  /** The block has ended at those floors. */
  void end(Floors after) {
    attempts.forEach(attempt -> judged.add(attempt.observation(before, after)));
    attempts.clear();
    file.replace(judged);
  }

  /** All of them, those of the running block as far as they are known. */
  List<Observation> observations() {
    List<Observation> all = new ArrayList<>(judged);
    attempts.forEach(attempt -> all.add(attempt.observation(before, null)));
    return all;
  }
}
