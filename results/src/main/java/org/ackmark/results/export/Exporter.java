package org.ackmark.results.export;

import java.util.List;

/** Writes runs in the format of another tool. Pure: equal runs give equal text. */
@FunctionalInterface
public interface Exporter {
  /**
   * The files.
   *
   * @throws IllegalArgumentException if there is no run, or more than the format can hold
   */
  List<Document> export(List<ExportedRun> runs);

  /** The only run there is, for formats that would mix up points of several. */
  static ExportedRun only(List<ExportedRun> runs) {
    if (runs.size() != 1) {
      throw new IllegalArgumentException("runs=" + runs.size() + ", must be 1");
    }
    return runs.getFirst();
  }
}
