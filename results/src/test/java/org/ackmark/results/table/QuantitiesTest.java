package org.ackmark.results.table;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
  private final Quantities quantities = new Quantities(TableStyle.plain());

  @ParameterizedTest
  @CsvSource({
    "0, 0 ns",
    "999, 999 ns",
    "1000, 1.00 µs",
    "9994, 9.99 µs",
    "9996, 10.0 µs",
    "148000, 148 µs",
    "999499, 999 µs",
    "999500, 1.00 ms",
    "1200000, 1.20 ms",
    "12345678, 12.3 ms",
    "1500000000, 1.50 s",
    "3600000000000, '3,600 s'"
  })
  void shouldChooseAUnitThatNeedsThreeDigits(long ns, String text) {
    assertEquals(text, quantities.time(ns));
  }

  @ParameterizedTest
  @CsvSource({"6820.4, '6,820'", "1234567, '1,234,567'", "99.96, 100", "58.34, 58.3", "0.5, 0.50"})
  void shouldGroupThousandsInRates(double rate, String text) {
    assertEquals(text, quantities.rate(rate));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.0001, <0.001",
    "0.0156, 0.016",
    "0.0994, 0.099",
    "0.0996, 0.10",
    "1, 1.00"
  })
  void shouldNotMakeASmallRatioLookLikeZero(double ratio, String text) {
    assertEquals(text, quantities.ratio(ratio));
  }

  @Test
  void shouldWriteMicrosecondsInAsciiIfNeeded() {
    assertEquals("148 us", new Quantities(TableStyle.plain().ascii()).time(148_000));
  }
}
