package org.ackmark.results.history;

import java.time.Instant;
import java.util.List;

/**
 * What one run says about a point. Immutable.
 *
 * @param run its name
 * @param startedAt when it began
 * @param commit the commit that it was built from; absent where that is not known
 * @param value the median over its blocks
 * @param blocks how many blocks that is from
 * @param doubtful whether all of them were disturbed or missed their rate: such a value is shown,
 *     but no change is sought in it
 * @param note what a reader must know of the run; absent if nothing
 * @param annotations what happened since the session before
 */
public record Session(
    String run,
    Instant startedAt,
    String commit,
    double value,
    int blocks,
    boolean doubtful,
    String note,
    List<Annotation> annotations) {
  /** Copies the list. */
  public Session {
    annotations = List.copyOf(annotations);
  }

  Session annotated(List<Annotation> annotations) {
    return new Session(run, startedAt, commit, value, blocks, doubtful, note, annotations);
  }
}
