package org.ackmark.results.report;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ackmark.results.Fault;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Latency;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Replication;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;

/** Writes runs on several replicas: foreseen, and with faults. */
public final class QuorumRun {
  private static final int INTERVAL_MS = 100;
  private static final double NS_PER_MS = 1e6;
  private static final int SECONDS = 10;
  private static final int FAULT_AT_MS = 3_000;
  private static final int BACK_AT_MS = 6_000;
  private static final List<String> LEVELS = List.of("RECEIVED", "WRITTEN", "SYNCED");

  private final SampleRun run;
  private final Random random = new Random(7);

  private QuorumRun(Path path) {
    run = SampleRun.at(path);
  }

  static QuorumRun at(Path path) {
    return new QuorumRun(path);
  }

  /** One with quorums in one process and in processes, predictions, and each fault. */
  public static Path everything(Path path) {
    QuorumRun run = at(path);
    for (String placement : List.of(Replication.ONE_PROCESS, "processes")) {
      for (int[] quorum : new int[][] {{1, 1}, {3, 1}, {3, 2}, {3, 3}, {5, 3}, {5, 5}}) {
        for (String level : LEVELS) {
          run.usual(placement, quorum[0], quorum[1], level);
        }
      }
    }
    for (String fault : List.of("slow", "down", "back")) {
      for (int w = 2; w <= 3; w++) {
        double left = w == 3 ? (fault.equals("slow") ? 0.15 : 0) : 0.96;
        run.fault(fault, 3, w, 20_000, left, 2);
      }
    }
    return run.written();
  }

  private void usual(String placement, int n, int w, String level) {
    long base = level.equals("SYNCED") ? 400_000 : level.equals("WRITTEN") ? 60_000 : 30_000;
    long p50 = (long) (base * (1 + 0.15 * w) * (placement.equals("processes") ? 1.7 : 1));
    ObservationBuilder observation = measured(point(placement, n, w, level, null), p50, 64e9 / p50);
    if (placement.equals("processes") && n > 1) {
      double predicted = p50 / (0.9 + 0.25 * w);
      double sync = level.equals("SYNCED") ? 0.8 * predicted : 0;
      predicted(observation, predicted, 2.5 * predicted, predicted - sync, sync);
    }
    run.add(observation.ok());
  }

  static void predicted(
      ObservationBuilder observation, double p50, double p99, double network, double sync) {
    observation
        .metric("predictedP50Ns", p50)
        .metric("predictedP99Ns", p99)
        .metric("networkP50Ns", network)
        .metric("syncP50Ns", sync);
  }

  static Point point(String placement, int n, int w, String level, String fault) {
    Replication quorum = new Replication("log", n, n - w + 1, w, level, placement);
    Map<String, Object> params = new LinkedHashMap<>(quorum.parameters());
    if (fault != null) {
      params.put(Fault.PARAMETER, fault);
    }
    Guarantee guarantee = level.equals("SYNCED") ? Guarantee.POWER_LOSS : Guarantee.PROCESS_CRASH;
    return SampleRun.point("group", guarantee, 64).with(Parameters.of(params));
  }

  ObservationBuilder measured(Point point, long p50, double perSecond) {
    return run.commitOf(point, 0)
        .cost(Samples.cost((long) perSecond, 0.1))
        .latency(new Latency(p50, p50 * 4, p50 * 11, p50 * 40, null));
  }

  QuorumRun add(ObservationBuilder observation) {
    run.add(observation.ok());
    return this;
  }

  /** Intervals without a commit are not in the file, as in that of a real run. */
  QuorumRun fault(String fault, int n, int w, int perSecond, double left, int blocks) {
    for (int block = 0; block < blocks; block++) {
      String file = "fault-%s-%d-%d-%d".formatted(fault, n, w, block);
      run.histograms(file, intervals(fault, perSecond, left));
      ObservationBuilder observation =
          run.commitOf(point("processes", n, w, "SYNCED", fault), block)
              .time(Samples.START, Duration.ofSeconds(SECONDS).toNanos())
              .cost(Samples.cost(perSecond / 2, 0.1))
              .latency(Samples.latency(900_000))
              .metric(Fault.AT_NS, FAULT_AT_MS * NS_PER_MS)
              .histogram(file);
      if (fault.equals("back")) {
        observation.metric(Fault.BACK_AT_NS, BACK_AT_MS * NS_PER_MS);
      }
      run.add(observation.ok());
    }
    return this;
  }

  private List<LatencyInterval> intervals(String fault, int perSecond, double left) {
    int over = fault.equals("back") ? BACK_AT_MS : Integer.MAX_VALUE;
    List<LatencyInterval> intervals = new ArrayList<>();
    for (int ms = 0; ms < SECONDS * 1000; ms += INTERVAL_MS) {
      double share = ms >= FAULT_AT_MS && ms < over ? left : 1;
      int count =
          (int) (share * perSecond * INTERVAL_MS / 1000 * (0.93 + 0.1 * random.nextDouble()));
      if (count > 0) {
        Instant start = Samples.START.plusMillis(ms);
        intervals.add(
            new LatencyInterval(
                Timing.SERVICE, start, start.plusMillis(INTERVAL_MS), times(count, share)));
      }
    }
    return intervals;
  }

  private LatencyHistogram times(int count, double share) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < count; i++) {
      histogram.record((long) (900_000 / share * Math.exp(0.4 * random.nextGaussian())));
    }
    return histogram;
  }

  Path written() {
    return run.written(RunStatus.COMPLETE, null);
  }
}
