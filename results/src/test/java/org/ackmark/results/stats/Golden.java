package org.ackmark.results.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One case of golden.json, which src/test/golden/stats.py writes with SciPy and NumPy. */
record Golden(JsonNode fields) {
  private static final double PRECISION = 1e-9;
  private static final JsonNode ALL = read("golden.json");

  /** The cases of one function; there are some. */
  static Stream<Golden> of(String function) {
    return of(ALL, function);
  }

  static Stream<Golden> of(JsonNode all, String function) {
    JsonNode cases = all.path(function);
    assertTrue(cases.size() > 0, "no cases of " + function);
    return StreamSupport.stream(cases.spliterator(), false).map(Golden::new);
  }

  static JsonNode read(String resource) {
    try (InputStream in = Golden.class.getResourceAsStream(resource)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double[] values(String name) {
    return StreamSupport.stream(fields.required(name).spliterator(), false)
        .mapToDouble(Golden::number)
        .toArray();
  }

  double number(String name) {
    return number(fields.required(name));
  }

  int integer(String name) {
    return fields.required(name).intValue();
  }

  /** JSON has no infinity: it stands as text. */
  static double number(JsonNode node) {
    return node.isTextual() ? Double.parseDouble(node.textValue()) : node.doubleValue();
  }

  void assertExpected(double actual) {
    assertClose(number("expected"), actual);
  }

  /** Equal to nine digits. */
  static void assertClose(double expected, double actual) {
    double slack = Double.isFinite(expected) ? PRECISION * Math.abs(expected) : 0;
    assertEquals(expected, actual, slack);
  }

  /**
   * Equal to nine digits of the larger bound: a bound may be a small difference of large values.
   */
  static void assertClose(double low, double high, Interval actual) {
    if (!Double.isFinite(low)) {
      assertEquals(Interval.unbounded(), actual);
      return;
    }
    double slack = PRECISION * Math.max(Math.abs(low), Math.abs(high));
    assertEquals(low, actual.low(), slack);
    assertEquals(high, actual.high(), slack);
  }

  @Override
  public String toString() {
    return fields.path("name").asText();
  }
}
