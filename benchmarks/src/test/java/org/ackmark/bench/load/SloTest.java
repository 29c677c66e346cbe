package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.ackmark.results.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SloTest {
  private static final Latency RESPONSE =
      new Latency(500_000L, 2_000_000L, 9_000_000L, 50_000_000L, null);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p99<2ms          | false",
        "p99<=2ms         | true",
        "p99<2001us       | true",
        "p50<1ms,p99<3ms  | true",
        "p50<1ms,p99<1ms  | false",
        "p99.9 < 10ms     | true",
        "max<50ms         | false",
        "max <= 50 ms, p50 < 501us | true",
      })
  void shouldHoldIfAllOfItDoes(String text, boolean met) {
    assertEquals(met, Slo.parse(text).met(RESPONSE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "p98<2ms     | can't bound 'p98'; did you mean 'p99'?",
        "mxa<2ms     | did you mean 'max'?",
        "mean<2ms    | valid are p50, p99, p99.9, max",
        "p99         | must be bounds such as p99<2ms",
        "p99>2ms     | must be bounds such as p99<2ms",
        "p99<2       | bound of p99 that needs a unit",
        "p99<2mss    | unknown unit 'mss'; did you mean 'ms'?",
        "p99<0ms     | must not be 0",
        "p99<-1ms    | must not be negative",
        "p99<2ms,    | must be bounds such as",
        "<2ms        | can't bound ''",
      })
  void shouldSayWhatIsWrong(String text, String sentence) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Slo.parse(text.strip()));
    assertTrue(e.getMessage().contains(sentence), e.getMessage());
  }

  @Test
  void shouldNotHoldWhereTooFewValuesWereTaken() {
    Latency few = new Latency(500_000L, null, null, 600_000L, "30 values");
    assertFalse(Slo.parse("p99<1h").met(few));
    assertTrue(Slo.parse("max<1h").met(few));
  }

  @Test
  void shouldKnowHowManyValuesItTakes() {
    assertEquals(1_000, Slo.parse("p50<1s,p99<1s").leastCount());
    assertEquals(10_000, Slo.parse("p99.9<1s,p99<1s").leastCount());
  }

  @Test
  void shouldReadAsItWasWritten() {
    assertEquals("p99<2ms,max<=1s", Slo.parse(" p99 < 2000us , max<=1000ms").toString());
  }
}
