package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "10000, 50000, 50000, false", // all in time
    "10000, 50000, 49500, false", // exactly 99 %
    "10000, 50000, 49499, true",
    "10, 50, 40, false", // ten records are always under way
    "10, 50, 39, true",
    "1000, 600000, 599000, false", // ten minutes: one second's records behind
    "1000, 600000, 598999, true", // more than 99 %, and yet more than a second behind
    "1, 600, 590, false",
  })
  void shouldMissWhatIsAHundredthOrASecondBehind(
      long rate, long offered, long acknowledged, boolean missed) {
    assertEquals(missed, new RateVerdict(rate, offered, acknowledged).missed());
  }

  @Test
  void shouldSayByHowMuch() {
    String reason = new RateVerdict(10_000, 50_000, 45_000).reason();
    assertTrue(reason.contains("90.0 %") && reason.contains("5,000 records, or 0.50 s"), reason);
  }
}
