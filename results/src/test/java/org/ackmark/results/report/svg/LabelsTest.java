package org.ackmark.results.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LabelsTest {
  @Test
  void shouldLeaveLabelsWhereTheyDoNotTouch() {
    assertEquals(List.of(10.0, 50.0, 30.0), Labels.apart(List.of(10.0, 50.0, 30.0), 14, 0, 100));
  }

  @Test
  void shouldNeverPutOneOnAnotherNorOutside() {
    Random random = new Random(3);
    for (int i = 0; i < 1_000; i++) {
      int count = 1 + random.nextInt(8);
      List<Double> wished = random.doubles(count, 0, 120).boxed().toList();
      List<Double> placed = Labels.apart(wished, 14, 10, 120);
      List<Double> sorted = placed.stream().sorted().toList();
      assertTrue(sorted.getFirst() >= 10 - 1e-9 && sorted.getLast() <= 120 + 1e-9, "" + placed);
      for (int j = 1; j < count; j++) {
        assertTrue(sorted.get(j) - sorted.get(j - 1) >= 14 - 1e-9, wished + " " + placed);
      }
    }
  }

  @Test
  void shouldCutWhatDoesNotFitBetweenCharacters() {
    assertEquals("group", Labels.fitted("group", 100));
    assertEquals("𝒳𝒳…", Labels.fitted("𝒳𝒳𝒳𝒳𝒳", 21));
  }
}
