package org.ackmark.bench.jmh;

import java.util.List;

/**
 * What the writers did from the beginning of the first operation to the end of the last; of several
 * stretches, what they did in all of them together.
 *
 * @param commits acknowledged commits
 * @param operations operations that committed nothing
 * @param startNs when the first began, by {@link System#nanoTime}
 * @param activeNs from there to the end of the last, without the pauses between stretches; 0 when
 *     there was none
 */
record Stretch(long commits, long operations, long startNs, long activeNs) {
  static final Stretch NONE = new Stretch(0, 0, 0, 0);

  static Stretch of(List<Writer> writers, long nowNs) {
    List<Writer> active = writers.stream().filter(w -> !w.idle()).toList();
    if (active.isEmpty()) {
      return new Stretch(0, 0, nowNs, 0);
    }
    long commits = active.stream().mapToLong(Writer::commits).sum();
    long operations = active.stream().mapToLong(Writer::operations).sum();
    long startAgoNs = active.stream().mapToLong(w -> nowNs - w.firstStartNs()).max().orElse(0);
    long endAgoNs = active.stream().mapToLong(w -> nowNs - w.lastEndNs()).min().orElse(0);
    long activeNs = Math.max(1, startAgoNs - endAgoNs);
    return new Stretch(commits, operations, nowNs - startAgoNs, activeNs);
  }

  /** This, and a later one. */
  Stretch plus(Stretch later) {
    return new Stretch(
        commits + later.commits,
        operations + later.operations,
        activeNs == 0 ? later.startNs : startNs,
        activeNs + later.activeNs);
  }
}
