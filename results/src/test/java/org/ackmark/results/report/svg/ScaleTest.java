package org.ackmark.results.report.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ScaleTest {
  @Test
  void shouldNameRoundValues() {
    assertEquals(List.of(0.0, 20.0, 40.0, 60.0), LinearScale.upTo(57).ticks(5));
    assertEquals(List.of(0.0, 0.5, 1.0), new LinearScale(0, 1).ticks(4));
    assertEquals(List.of(1.0, 10.0, 100.0, 1000.0), new LogScale(1, 1000).ticks(5));
    assertEquals(List.of(20.0, 50.0, 100.0, 200.0), new LogScale(15, 300).ticks(5));
  }

  @Test
  void shouldNameNoMoreThanAskedForAndOnlyWhatIsOnIt() {
    Random random = new Random(7);
    for (int i = 0; i < 2_000; i++) {
      double least = Math.exp(20 * random.nextDouble() - 5);
      double greatest = least * (1.01 + Math.exp(20 * random.nextDouble()));
      int most = 2 + random.nextInt(8);
      check(new LogScale(least, greatest), least, greatest, most);
      check(new LinearScale(least, greatest), least, greatest, most);
      check(LinearScale.upTo(greatest), 0, 2.5 * greatest, Math.max(3, most));
    }
  }

  private static void check(Scale scale, double least, double greatest, int most) {
    List<Double> ticks = scale.ticks(most);
    assertTrue(ticks.size() <= most, scale + " " + ticks);
    for (double tick : ticks) {
      assertTrue(tick >= least * (1 - 1e-9) && tick <= greatest * (1 + 1e-9), scale + " " + tick);
    }
  }

  @Test
  void shouldKeepOrderAndEnds() {
    for (Scale scale : List.of(new LogScale(3, 700), new LinearScale(3, 700))) {
      assertEquals(0, scale.place(3), 1e-12);
      assertEquals(1, scale.place(700), 1e-12);
      assertTrue(scale.place(50) < scale.place(60));
      assertEquals(0, scale.place(-1));
      assertEquals(1, scale.place(1e9));
    }
  }

  @Test
  void shouldMakeRoomAroundOneValueAndNone() {
    assertEquals(0.5, LogScale.around(DoubleStream.of(42)).place(42), 1e-9);
    assertTrue(LogScale.around(DoubleStream.empty()).ticks(5).size() > 1);
    assertTrue(LogScale.around(DoubleStream.of(0, -3, 5)).least() > 0);
  }

  @Test
  void shouldRefuseAnEmptyScale() {
    assertThrows(IllegalArgumentException.class, () -> new LogScale(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new LogScale(2, 2));
    assertThrows(IllegalArgumentException.class, () -> new LinearScale(1, 0));
    assertThrows(IllegalArgumentException.class, () -> new LinearScale(0, Double.NaN));
  }
}
