package org.ackmark.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JmhScoreTest {
  /** Student's t for 99.9 %, from printed tables. */
  @ParameterizedTest
  @CsvSource({"2, 31.599", "3, 12.924", "4, 8.610", "9, 4.781", "30, 3.646", "120, 3.373"})
  void shouldGiveTheErrorOfPrintedTables(int degrees, double t) {
    int count = degrees + 1;
    double[] values = IntStream.rangeClosed(1, count).asDoubleStream().toArray();
    double deviation = Math.sqrt(count * (count + 1) / 12.0);

    double error = new JmhScore(values).error();

    assertEquals(t, error * Math.sqrt(count) / deviation, 0.0006);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void shouldGiveNoErrorForFewerThanThreeValues(int count) {
    assertEquals(Double.NaN, new JmhScore(new double[count]).error());
  }
}
