package org.ackmark.results.jmh;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {
  /** From printed tables of the distribution. */
  @ParameterizedTest
  @CsvSource({
    "0.999, 1, 636.619",
    "0.999, 2, 31.599",
    "0.999, 3, 12.924",
    "0.999, 4, 8.610",
    "0.999, 9, 4.781",
    "0.999, 30, 3.646",
    "0.999, 120, 3.373",
    "0.95, 10, 2.228"
  })
  void shouldAgreeWithPrintedTables(double probability, int degrees, double t) {
    assertEquals(t, StudentT.twoSided(probability, degrees), 0.0006);
  }
}
