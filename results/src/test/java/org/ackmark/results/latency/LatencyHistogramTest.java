package org.ackmark.results.latency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.ackmark.results.Latency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyHistogramTest {
  private final LatencyHistogram histogram = new LatencyHistogram();

  @ParameterizedTest
  @CsvSource({"P50, 20", "P99, 1000", "P999, 10000"})
  void shouldNotTellAQuantileThatFewerThanTenValuesExceed(Quantile quantile, long least) {
    histogram.record(1_000, least - 1);
    assertFalse(histogram.quantileNs(quantile).isPresent());
    histogram.record(1_000);
    assertTrue(histogram.quantileNs(quantile).isPresent());
  }

  @Test
  void shouldSayWhatIsMissingAndWhy() {
    histogram.record(1_000, 4_312);
    Latency latency = histogram.latency();
    assertEquals(1_000, latency.p99Ns());
    assertEquals(null, latency.p999Ns());
    assertEquals("4,312 values; p99.9 needs 10,000", latency.percentilesSkipped());
  }

  @Test
  void shouldHoldNoFiguresWithoutValues() {
    assertEquals(Latency.none(), histogram.latency());
  }

  @Test
  void shouldClampAndCountWhatIsLongerThanAnHour() {
    histogram.record(Long.MAX_VALUE);
    histogram.record(LatencyHistogram.LONGEST_NS + 1, 2);
    assertEquals(3, histogram.clampedCount());
    assertEquals(3.6e12, (double) histogram.maxNs(), 3.6e9);
  }

  @Test
  void shouldCountWhatIsLongerThanALimit() {
    histogram.record(1_000, 5);
    histogram.record(2_000_000, 3);
    histogram.record(Long.MAX_VALUE);
    assertEquals(9, histogram.countAbove(0));
    assertEquals(4, histogram.countAbove(1_000_000));
    assertEquals(1, histogram.countAbove(3_000_000));
    assertEquals(0, histogram.countAbove(Long.MAX_VALUE));
  }

  @Test
  void shouldRefuseANegativeTime() {
    assertThrows(IllegalArgumentException.class, () -> histogram.record(-1));
  }

  @Test
  void shouldMergeDistributionsInsteadOfTheirPercentiles() {
    LatencyHistogram slow = new LatencyHistogram();
    slow.record(1_000_000, 20);
    histogram.record(1_000, 980);
    Latency merged = LatencyHistogram.merged(List.of(histogram, slow)).latency();
    assertEquals(1_000, merged.p50Ns());
    assertEquals(1e6, merged.p99Ns().doubleValue(), 1e3);
  }

  @Test
  void shouldKeepThreeDigits() {
    histogram.record(123_456_789, 20);
    assertEquals(123_456_789.0, histogram.latency().p50Ns().doubleValue(), 123_456.0);
  }

  @Test
  void shouldTakeFromARecorderWhatCameSinceTheLastTime() {
    LatencyRecorder recorder = new LatencyRecorder();
    recorder.record(5);
    recorder.record(Long.MAX_VALUE);
    LatencyHistogram first = recorder.take();
    recorder.record(7);
    LatencyHistogram second = recorder.take();
    assertEquals(2, first.count());
    assertEquals(1, first.clampedCount());
    assertEquals(1, second.count());
    assertEquals(7, second.maxNs());
    assertEquals(0, recorder.take().count());
    assertEquals(2, first.count(), "what was taken does not change");
  }
}
