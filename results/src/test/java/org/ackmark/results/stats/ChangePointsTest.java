package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChangePointsTest {
  /** What Apache Otava finds, by src/test/golden/change_points.py. */
  static Stream<Golden> series() {
    return Golden.of(Golden.read("change-points.json"), "changePoints");
  }

  @ParameterizedTest
  @MethodSource("series")
  void shouldFindWhatOtavaFinds(Golden golden) {
    for (JsonNode found : golden.fields().get("found")) {
      List<ChangePoint> points =
          ChangePoints.of(
              golden.values("values"),
              found.get("window").intValue(),
              found.get("maxPValue").doubleValue(),
              found.get("minMagnitude").doubleValue());

      String name = found.get("name").asText();
      assertEquals(indexes(found.get("expected")), indexes(points), name);
      for (int i = 0; i < points.size(); i++) {
        assertSame(found.get("expected").get(i), points.get(i));
      }
    }
  }

  private static void assertSame(JsonNode expected, ChangePoint point) {
    Golden.assertClose(expected.get(1).doubleValue(), point.meanBefore());
    Golden.assertClose(expected.get(2).doubleValue(), point.meanAfter());
    Golden.assertClose(expected.get(3).doubleValue(), point.pValue());
    Golden.assertClose(expected.get(4).doubleValue(), point.magnitude());
  }

  private static List<Integer> indexes(JsonNode expected) {
    return IntStream.range(0, expected.size())
        .mapToObj(i -> expected.get(i).get(0).intValue())
        .toList();
  }

  private static List<Integer> indexes(List<ChangePoint> points) {
    return points.stream().map(ChangePoint::index).toList();
  }

  @Test
  void shouldMeasureTheChangeFromBefore() {
    ChangePoint fall = new ChangePoint(7, 100, 80, 0.0001);

    assertEquals(-20, fall.changePercent(), 1e-12);
    assertEquals(0.25, fall.magnitude(), 1e-12);
    assertEquals(0, new ChangePoint(7, 0, 80, 0.0001).changePercent());
  }

  @Test
  void shouldLeaveOutWhatIsSmallerThanAskedFor() {
    double[] series =
        IntStream.range(0, 40).mapToDouble(i -> i < 20 ? 100 + i % 2 : 110 + i % 2).toArray();

    assertEquals(List.of(20), indexes(ChangePoints.of(series, 50, 0.001, 0.05)));
    assertEquals(List.of(), indexes(ChangePoints.of(series, 50, 0.001, 0.2)));
  }

  @Test
  void shouldFindTheSameInAnyUnit() {
    Random random = new Random(4);
    double[] series =
        IntStream.range(0, 60)
            .mapToDouble(i -> (i < 33 ? 5 : 6) + random.nextGaussian() / 10)
            .toArray();
    double[] scaled = Arrays.stream(series).map(value -> value * 1024).toArray();

    assertEquals(List.of(33), indexes(ChangePoints.of(series)));
    assertEquals(List.of(33), indexes(ChangePoints.of(scaled)));
  }

  /** Every series of noise is tested many times over, so more than one in a thousand alarms. */
  @Test
  void shouldSeldomFindAChangeInNoise() {
    Random random = new Random(2);
    long alarmed =
        Stream.generate(() -> random.doubles(30).map(_ -> 100 + random.nextGaussian()).toArray())
            .limit(2000)
            .filter(series -> !ChangePoints.of(series).isEmpty())
            .count();
    assertTrue(alarmed < 100, "alarmed=" + alarmed);
    assertFalse(alarmed == 0, "a level of 1 in 1000 was never reached by chance");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 50, 0.001, 0, series.length=0",
    "1;NaN, 50, 0.001, 0, series[1]=NaN",
    "1;-Infinity, 50, 0.001, 0, series[1]=-Infinity",
    "1;2, 1, 0.001, 0, window=1",
    "1;2, 50, 0, 0, maxPValue=0.0",
    "1;2, 50, 1, 0, maxPValue=1.0",
    "1;2, 50, 0.001, -0.1, minMagnitude=-0.1",
    "1;2, 50, 0.001, NaN, minMagnitude=NaN"
  })
  void shouldNameWhatIsWrong(String series, int window, double p, double magnitude, String words) {
    double[] values =
        Stream.of(series.split(";"))
            .filter(s -> !s.isEmpty())
            .mapToDouble(Double::parseDouble)
            .toArray();

    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> ChangePoints.of(values, window, p, magnitude));

    assertEquals(words, refusal.getMessage().split(", must")[0]);
  }
}
