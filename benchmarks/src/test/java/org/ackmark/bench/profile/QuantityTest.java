package org.ackmark.bench.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

  @ParameterizedTest
  @CsvSource({
    "1B, 1",
    "1KiB, 1024",
    "64 MiB, 67108864",
    "1.5KiB, 1536",
    "2GiB, 2147483648",
    "1TiB, 1099511627776",
    "0B, 0"
  })
  void readsSizes(String text, long bytes) {
    assertEquals(bytes, Quantity.bytes(text));
  }

  @ParameterizedTest
  @CsvSource({
    "7ns, 7",
    "200us, 200000",
    "200\u00b5s, 200000",
    "250 ms, 250000000",
    "1.5s, 1500000000",
    "2min, 120000000000",
    "10m, 600000000000",
    "1h, 3600000000000",
    "0s, 0"
  })
  void readsDurations(String text, long ns) {
    assertEquals(ns, Quantity.ns(text));
  }

  @Test
  void readsHowManyInASecond() {
    assertEquals(20_000, Quantity.perSecond("20k/s"));
    assertEquals(1_500_000, Quantity.perSecond("1.5 M/s"));
    assertEquals(7, Quantity.perSecond("7/s"));
  }

  @Test
  void readsRates() {
    assertEquals(32L << 20, Quantity.bytesPerSecond("32MiB/s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2       | needs a unit (ns, us, ms, s, min, h) and '2' has none",
        "0       | needs a unit (ns, us, ms, s, min, h) and '0' has none",
        "2sec    | has the unknown unit 'sec'; valid are ns, us, ms, s, min, h",
        "2S      | has the unknown unit 'S'; did you mean 's'?",
        "2 mins  | has the unknown unit 'mins'; did you mean 'min'?",
        "-2s     | must not be negative, but is -2s",
        "0.1ns   | must be a whole number of nanoseconds, but is 0.1ns",
        "9999999999h | is too large: 9999999999h",
        "soon    | must be a duration such as 200us, not 'soon'",
        "1e3s    | has the unknown unit 'e3s'; valid are ns, us, ms, s, min, h",
        "1s 5ms  | must be a duration such as 200us, not '1s 5ms'",
        "''      | must be a duration such as 200us, not ''"
      })
  void refusesAsADuration(String text, String message) {
    assertRefused(message, () -> Quantity.ns(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1024  | needs a unit (B, KiB, MiB, GiB, TiB) and '1024' has none",
        "1kb   | has the unknown unit 'kb'; did you mean 'KiB'?",
        "1 MB  | has the unknown unit 'MB'; did you mean 'MiB'?",
        "0.3B  | must be a whole number of bytes, but is 0.3B",
        "-1KiB | must not be negative, but is -1KiB"
      })
  void refusesAsASize(String text, String message) {
    assertRefused(message, () -> Quantity.bytes(text));
  }

  @Test
  void refusesASizeAsARate() {
    assertRefused(
        "has the unknown unit 'MiB'; did you mean 'MiB/s'?",
        () -> Quantity.bytesPerSecond("32MiB"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0B, 0ns", "1000, 1000B, 1us", "1048576, 1MiB, 1048576ns", "1536, 1536B, 1536ns"})
  void writesWhatItReads(long value, String size, String duration) {
    assertEquals(size, Quantity.ofBytes(value));
    assertEquals(duration, Quantity.ofNs(value));
    assertEquals(value, Quantity.bytes(size));
    assertEquals(value, Quantity.ns(duration));
  }

  private static void assertRefused(String message, Runnable reading) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, reading::run).getMessage());
  }
}
