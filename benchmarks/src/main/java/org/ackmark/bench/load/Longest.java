package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * Keeps the longest of any number of spans, in memory that is fixed beforehand: a binary heap with
 * the shortest of them on top. Allocates nothing while it is filled. For one thread at a time.
 */
final class Longest {
  private final long[] startNs;
  private final long[] endNs;
  private final long[] note;
  private int count;

  Longest(int capacity) {
    startNs = new long[capacity];
    endNs = new long[capacity];
    note = new long[capacity];
  }

  /** Keeps the span, unless so many longer ones are kept already. */
  void add(long start, long end, long what) {
    if (count < startNs.length) {
      put(count, start, end, what);
      rise(count++);
    } else if (end - start > lengthNs(0)) {
      put(0, start, end, what);
      sink(0);
    }
  }

  /** Forgets all. */
  void clear() {
    count = 0;
  }

  /** Those that are kept, in no particular order. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      spans.add(new Span(startNs[i], endNs[i], note[i]));
    }
    return spans;
  }

  private void put(int at, long start, long end, long what) {
    startNs[at] = start;
    endNs[at] = end;
    note[at] = what;
  }

  private long lengthNs(int at) {
    return endNs[at] - startNs[at];
  }

  private void rise(int from) {
    int at = from;
    for (int above = (at - 1) / 2; lengthNs(at) < lengthNs(above); above = (at - 1) / 2) {
      swap(at, above);
      at = above;
    }
  }

  private void sink(int from) {
    int at = from;
    int least = least(at);
    while (least != at) {
      swap(at, least);
      at = least;
      least = least(at);
    }
  }

  /** The shortest of one and the two below it. */
  private int least(int at) {
    int least = at;
    for (int below = 2 * at + 1; below <= 2 * at + 2 && below < count; below++) {
      least = lengthNs(below) < lengthNs(least) ? below : least;
    }
    return least;
  }

  private void swap(int a, int b) {
    long start = startNs[a];
    long end = endNs[a];
    long what = note[a];
    put(a, startNs[b], endNs[b], note[b]);
    put(b, start, end, what);
  }
}
