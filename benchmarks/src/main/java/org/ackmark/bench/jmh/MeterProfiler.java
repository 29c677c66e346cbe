package org.ackmark.bench.jmh;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.ackmark.results.files.RunDirectory;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Carries the meter's figures out of the fork, as JMH's secondary results, and writes the histogram
 * files. By hand: {@code ackmark jmh LogBenchmark -prof org.ackmark.bench.jmh.MeterProfiler}.
 */
public final class MeterProfiler implements InternalProfiler {
  @Override
  public String getDescription() {
    return "What Ackmark's logs cost beside time: syncs, writes, bytes, and percentiles of latency";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams params) {
    // the benchmark's state begins the iteration, after its log is open
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams params, IterationResult result) {
    Meter meter = Meter.current();
    Measured measured = meter == null ? null : meter.take();
    if (measured == null) {
      return List.of();
    }
    if (params.getType() == IterationType.MEASUREMENT) {
      writeHistograms(measured);
    }
    return measured.figures().entrySet().stream().map(MeterProfiler::result).toList();
  }

  private static ScalarResult result(Map.Entry<Figure, Double> entry) {
    Figure figure = entry.getKey();
    return new ScalarResult(figure.label(), entry.getValue(), figure.unit(), AggregationPolicy.AVG);
  }

  private static void writeHistograms(Measured measured) {
    Assignment assignment = Assignment.given().orElse(null);
    if (assignment != null
        && assignment.runDirectory() != null
        && !measured.intervals().isEmpty()) {
      RunDirectory.open(Path.of(assignment.runDirectory()))
          .writeHistograms(assignment.histogram(), measured.intervals());
    }
  }
}
