package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LongestTest {
  @Test
  void shouldKeepExactlyTheLongestOfMany() {
    Longest longest = new Longest(100);
    long[] lengths = new SplittableRandom(1).longs(50_000, 0, 1_000_000).toArray();
    for (int i = 0; i < lengths.length; i++) {
      longest.add(i, i + lengths[i], i);
    }
    List<Long> expected =
        LongStream.of(lengths)
            .boxed()
            .sorted(Comparator.reverseOrder())
            .limit(100)
            .collect(Collectors.toList());
    List<Span> kept =
        longest.spans().stream()
            .sorted(Comparator.comparingLong(Span::lengthNs).reversed())
            .toList();
    assertEquals(expected, kept.stream().map(Span::lengthNs).toList());
    kept.forEach(span -> assertEquals(lengths[(int) span.note()], span.lengthNs()));
  }

  @Test
  void shouldKeepAllAsLongAsThereIsRoomAndForgetThemWhenTold() {
    Longest longest = new Longest(3);
    longest.add(0, 5, 1);
    longest.add(10, 12, 2);
    assertEquals(2, longest.spans().size());
    longest.clear();
    assertEquals(List.of(), longest.spans());
  }
}
