package org.ackmark.results;

/**
 * One variant with one set of parameters: what is compared between blocks and between runs. Two
 * observations belong together exactly if their points are equal.
 *
 * @param benchmark the kind of work, such as {@code commit}, {@code store} or {@code recovery}
 * @param variant the name of the log's variant, or of what else is measured
 * @param guarantee what an acknowledged write survives
 * @param writers how many writes wait for acknowledgement at the same time
 * @param threadKind how they wait
 * @param recordBytes payload of one record; 0 where the work has no record
 * @param params what else sets this point apart: replicas, quorums, a rate, a size of a store
 */
public record Point(
    String benchmark,
    String variant,
    Guarantee guarantee,
    int writers,
    ThreadKind threadKind,
    int recordBytes,
    Parameters params) {

  /** Checks the fields; absent {@code params} are none. */
  public Point {
    Require.text("benchmark", benchmark);
    Require.text("variant", variant);
    Require.present("guarantee", guarantee);
    Require.atLeast(1, "writers", writers);
    Require.present("threadKind", threadKind);
    Require.atLeast(0, "recordBytes", recordBytes);
    params = params == null ? Parameters.none() : params;
  }

  /** A point that commits records, without further parameters. */
  public static Point commit(
      String variant, Guarantee guarantee, int writers, ThreadKind threadKind, int recordBytes) {
    return new Point(
        "commit", variant, guarantee, writers, threadKind, recordBytes, Parameters.none());
  }

  /** This point, set apart by those parameters. */
  public Point with(Parameters params) {
    return new Point(benchmark, variant, guarantee, writers, threadKind, recordBytes, params);
  }
}
