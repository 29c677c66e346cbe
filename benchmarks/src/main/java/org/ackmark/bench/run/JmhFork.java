package org.ackmark.bench.run;

import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.jmh.Assignment;
import org.ackmark.bench.jmh.Figure;
import org.ackmark.bench.jmh.MeterProfiler;
import org.ackmark.bench.profile.Limits;
import org.ackmark.bench.profile.Point;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * One JMH run of one fork, one warm-up and one measured iteration. Its result stays in a file, and
 * its output in another. Blocks until the JVM has ended.
 */
final class JmhFork {
  private static final TimeValue LONGEST = TimeValue.minutes(2);

  private final Path resultFile;
  private final Path outputFile;

  JmhFork(Path resultFile, Path outputFile) {
    this.resultFile = resultFile;
    this.outputFile = outputFile;
  }

  ForkResult run(Point point, Assignment assignment, Limits limits) {
    System.setProperty("jmh.ignoreLock", "true"); // the directory's own lock is what counts
    ChainedOptionsBuilder options = BenchmarkChoice.of(point).apply(new OptionsBuilder(), point);
    options
        .param("variant", assignment.label())
        .param("recordBytes", Integer.toString(assignment.recordBytes()))
        .forks(1)
        .syncIterations(false)
        .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", assignment.jvmArgument())
        .addProfiler(MeterProfiler.class)
        .timeout(LONGEST)
        .shouldFailOnError(true)
        .resultFormat(ResultFormatType.JSON)
        .result(resultFile.toString())
        .output(outputFile.toString());
    if (!point.benchmark().needsFiles()) {
      options
          .warmupIterations(1)
          .warmupTime(time(limits.warmUpNs()))
          .measurementIterations(1)
          .measurementTime(time(limits.timeNs()));
    }
    try {
      return result(new Runner(options.build()).run());
    } catch (RunnerException e) {
      return ForkResult.failed(ForkFailure.in(e));
    }
  }

  private static TimeValue time(long ns) {
    return new TimeValue(Math.max(1, ns), TimeUnit.NANOSECONDS);
  }

  private static ForkResult result(Collection<RunResult> results) {
    if (results.isEmpty()) {
      return ForkResult.failed("JMH gave no result");
    }
    RunResult result = results.iterator().next();
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    result
        .getSecondaryResults()
        .forEach((name, value) ->
            Figure.labelled(name).ifPresent(figure -> figures.put(figure, value.getScore())));
    return new ForkResult(figures, result.getPrimaryResult().getScore(), null);
  }
}
