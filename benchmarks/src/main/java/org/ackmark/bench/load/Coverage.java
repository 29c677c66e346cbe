package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of stretches of time, as a union. Immutable. */
final class Coverage {
  private final List<Span> apart = new ArrayList<>(); // in order, none touches another

  Coverage(List<Span> spans) {
    for (Span span : spans.stream().sorted(Comparator.comparingLong(Span::startNs)).toList()) {
      Span last = apart.isEmpty() ? null : apart.getLast();
      if (last == null || span.startNs() > last.endNs()) {
        apart.add(span);
      } else if (span.endNs() > last.endNs()) {
        apart.set(apart.size() - 1, Span.of(last.startNs(), span.endNs()));
      }
    }
  }

  /** How much of a stretch lies in the set. */
  long coveredNs(long fromNs, long toNs) {
    long covered = 0;
    for (int i = firstEndingAfter(fromNs); i < apart.size() && apart.get(i).startNs() < toNs; i++) {
      Span span = apart.get(i);
      covered += Math.min(toNs, span.endNs()) - Math.max(fromNs, span.startNs());
    }
    return covered;
  }

  /** Whether at least half of a stretch lies in the set. */
  boolean coversHalfOf(Span stretch) {
    long covered = coveredNs(stretch.startNs(), stretch.endNs());
    return covered > 0 && 2 * covered >= stretch.lengthNs();
  }

  private int firstEndingAfter(long ns) {
    int low = 0;
    int high = apart.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (apart.get(middle).endNs() <= ns) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
