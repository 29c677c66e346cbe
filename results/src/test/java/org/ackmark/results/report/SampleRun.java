package org.ackmark.results.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ackmark.results.Cost;
import org.ackmark.results.Finding;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.ProbePoint;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.compare.Comparison;
import org.ackmark.results.compare.Design;
import org.ackmark.results.compare.Effect;
import org.ackmark.results.compare.Rules;
import org.ackmark.results.compare.Side;
import org.ackmark.results.compare.Verdict;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.results.latency.LatencyInterval;
import org.ackmark.results.latency.Timing;

/** Writes runs as a real one would, with figures from a seeded generator. */
public final class SampleRun {
  private static final Instant START = Samples.START;

  private final RunDirectory directory;
  private final Random random = new Random(42);
  private final List<Observation> observations = new ArrayList<>();
  private final List<ProbePoint> probe = new ArrayList<>();

  private SampleRun(Path path) {
    directory = RunDirectory.createAt(path, Redactor.none());
    directory.write(Samples.environment());
    directory.writeFindings(
        List.of(
            new Finding("D02", Finding.Severity.OK, "not in memory", "file system ext4", null),
            new Finding(
                "D08",
                Finding.Severity.WARNING,
                "ext4 keeps no journal",
                "journal_task=<none>",
                "expect other figures with a journal")));
  }

  public static SampleRun at(Path path) {
    return new SampleRun(path);
  }

  /** A run in which every chart has something to show. */
  public static Path everything(Path path) {
    SampleRun run = at(path);
    for (int block = 0; block < 3; block++) {
      run.probe(block, block == 2 ? 520_000 : 360_000);
      for (int writers : new int[] {1, 64}) {
        run.commit("sync", Guarantee.POWER_LOSS, writers, block, 2_500, 380_000, 1);
        run.commit("group", Guarantee.POWER_LOSS, writers, block, 2_450 * writers, 400_000, 0.02);
        run.commit("async", Guarantee.PROCESS_CRASH, writers, block, 250_000, 4_000, 0.0005);
        run.commit("memory", Guarantee.NOTHING, writers, block, 2_400_000, 300, 0);
      }
      for (long delayUs : new long[] {200, 1000}) {
        run.delayed("group-" + delayUs + "us", delayUs, 64, block);
        run.delayed("group-" + delayUs + "us", delayUs, 256, block);
      }
      run.delayed("group", 0, 256, block);
    }
    run.probe(3, 355_000);
    for (int rate : new int[] {10_000, 20_000, 40_000, 60_000, 80_000}) {
      run.offered("group", Guarantee.POWER_LOSS, rate, 70_000);
      run.offered("async", Guarantee.PROCESS_CRASH, rate, 200_000);
    }
    run.observations.add(
        run.commitOf(point("uring", Guarantee.POWER_LOSS, 1), 0)
            .skipped("io_uring is not allowed"));
    run.observations.add(
        run.commitOf(point("direct", Guarantee.POWER_LOSS, 1), 0).failed("EIO at offset 4096"));
    run.compared(
        effect("group", 14.8, 9.1, 21.3, Verdict.IMPROVED),
        effect("sync", -0.2, -1.1, 0.9, Verdict.SAME),
        effect("async", 3.0, null, 11.0, Verdict.INCONCLUSIVE));
    return run.written(RunStatus.COMPLETE, null);
  }

  static Effect effect(String variant, Double percent, Double low, Double high, Verdict verdict) {
    return new Effect(
        point(variant, Guarantee.POWER_LOSS, 64),
        "commitsPerSecond",
        true,
        true,
        40_000.0,
        40_000 * (1 + percent / 100),
        10,
        percent,
        low,
        high,
        0.002,
        0.006,
        4.0,
        "profile",
        3.1,
        6.2,
        verdict,
        null,
        null);
  }

  /** Says what a comparison of builds found. */
  SampleRun compared(Effect... effects) {
    Comparison comparison =
        new Comparison(
            Comparison.SCHEMA,
            1,
            "sample",
            Design.PAIRED_BLOCKS,
            new Side("base", List.of("sample"), List.of()),
            new Side("candidate", List.of("sample"), List.of()),
            Rules.STANDARD,
            10,
            List.of(),
            List.of(effects),
            List.of(),
            List.of(),
            effects[0].verdict(),
            null,
            List.of());
    directory.write("compare.json", List.of(comparison));
    return this;
  }

  /** That many observations of one block each, with histograms. */
  public static Path many(Path path, int count) {
    SampleRun run = at(path);
    run.probe(0, 300_000);
    for (int i = 0; i < count; i++) {
      Guarantee guarantee = i % 3 == 0 ? Guarantee.PROCESS_CRASH : Guarantee.POWER_LOSS;
      String name = "variant-" + i / 24;
      int writers = 1 << (i % 24 / 3);
      run.commit(name, guarantee, writers, i % 3, 1_000 + 300 * i, 100_000 + 999 * i, 0.5);
    }
    run.probe(3, 320_000);
    return run.written(RunStatus.COMPLETE, null);
  }

  public static Point point(String variant, Guarantee guarantee, int writers) {
    return Samples.point(variant, guarantee, writers);
  }

  SampleRun probe(int block, long p50Ns) {
    Latency latency = new Latency(p50Ns, p50Ns * 2, null, p50Ns * 9, "p99.9 needs 10,000");
    ProbePoint point = ProbePoint.measured("fdatasync", 4096, 1, 1e9 / p50Ns, latency, 1.0);
    probe.add(point.inRun(block, START.plusSeconds(block)));
    return this;
  }

  SampleRun add(Observation observation) {
    observations.add(observation);
    return this;
  }

  SampleRun histograms(String file, List<LatencyInterval> intervals) {
    directory.writeHistograms(file, intervals);
    return this;
  }

  ObservationBuilder commitOf(Point point, int block) {
    return Observation.of(point, block, observations.size()).time(START, 2_000_000_000L);
  }

  /** One that ran as intended, or in block 2 was disturbed; with its distribution. */
  SampleRun commit(
      String name,
      Guarantee guarantee,
      int writers,
      int block,
      double rate,
      long p50,
      double syncs) {
    Point point = point(name, guarantee, writers);
    double perSecond = rate * (0.95 + random.nextDouble() / 10);
    String file = "h" + observations.size();
    ObservationBuilder builder =
        commitOf(point, block)
            .cost(
                new Cost(
                    Math.round(perSecond * 2),
                    perSecond,
                    syncs,
                    syncs,
                    288.0,
                    syncs > 0 ? 1.02 : null,
                    guarantee == Guarantee.POWER_LOSS ? 0.91 : null,
                    12.0))
            .latency(new Latency(p50, p50 * 3, p50 * 11, p50 * 40, null))
            .probe(360_000L, 365_000L)
            .knobs(Parameters.of(Map.of("groupDelayNs", 0, "segmentBytes", 1 << 24)))
            .histogram(file);
    directory.writeHistograms(file, List.of(interval(Timing.SERVICE, 0, p50, 5_000, 0)));
    observations.add(
        block == 2 ? builder.disturbed("the device became 44 % slower") : builder.ok());
    return this;
  }

  private void delayed(String label, long delayUs, int writers, int block) {
    double perSecond = 40_000 + 10 * delayUs + writers;
    long p50Ns = 900_000 + delayUs * 700 + writers * 1000L;
    observations.add(
        commitOf(point(label, Guarantee.POWER_LOSS, writers), block)
            .cost(Samples.cost((long) perSecond, 8.0 / (writers + delayUs)))
            .latency(Samples.latency(p50Ns))
            .knobs(Parameters.of(Map.of("groupDelayNs", delayUs * 1000, "segmentBytes", 1 << 24)))
            .ok());
  }

  SampleRun offered(String variant, Guarantee guarantee, int rate, int capacity) {
    Parameters params = Parameters.of(Map.of("ratePerSecond", (double) rate, "arrival", "poisson"));
    Point point = new Point("load", variant, guarantee, 256, ThreadKind.CALLBACKS, 256, params);
    double room = Math.max(0.02, 1 - (double) rate / capacity);
    double p50Ns = 400_000 / room;
    String file = "load-" + variant + "-" + rate;
    List<LatencyInterval> intervals = new ArrayList<>();
    for (int second = 0; second < 12; second++) {
      long stall = second == 7 && rate == 40_000 ? 400_000_000L : 0;
      int count = 1_500 + rate / 100 + random.nextInt(300);
      intervals.add(interval(Timing.SERVICE, second, (long) p50Ns / 2, count, stall / 2));
      intervals.add(interval(Timing.RESPONSE, second, (long) p50Ns, count, stall));
    }
    directory.writeHistograms(file, intervals);
    ObservationBuilder builder =
        Observation.of(point, 0, observations.size())
            .time(START, 12_000_000_000L)
            .cost(Samples.cost(Math.min(rate, capacity), 0.03))
            .latency(Samples.latency((long) p50Ns / 2))
            .metric("responseP50Ns", p50Ns)
            .metric("responseP99Ns", p50Ns * 4)
            .metric("responseP999Ns", p50Ns * 12)
            .metric("responseMaxNs", p50Ns * 30)
            .metric("achievedPerSecond", Math.min(rate, capacity))
            .metric("plateau1PerSecond", 1_900)
            .metric("plateau2PerSecond", 1_700)
            .metric("plateauChangeAtSeconds", 6)
            .histogram(file);
    observations.add(
        rate <= capacity ? builder.ok() : builder.missed("87 % of the rate was reached"));
    return this;
  }

  private LatencyInterval interval(
      Timing timing, int second, long p50Ns, int count, long longestNs) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (int i = 0; i < count; i++) {
      histogram.record((long) (p50Ns * Math.exp(0.5 * random.nextGaussian())));
    }
    histogram.record(Math.max(longestNs, p50Ns * 8));
    Instant start = START.plusSeconds(second);
    return new LatencyInterval(timing, start, start.plusSeconds(1), histogram);
  }

  Path written(RunStatus status, String reason) {
    directory.writeProbe(probe);
    try (ObservationLog log = directory.observationLog()) {
      observations.forEach(log::append);
    }
    directory.write(run().ended(status, reason, START.plusSeconds(150)));
    return directory.path();
  }

  private Run run() {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.put("name", "sample");
    var variants = profile.putArray("variants");
    for (String label : List.of("group", "group-200us", "group-1000us")) {
      variants.addObject().put("label", label).put("variant", "group");
    }
    return Run.started(
        directory.id(),
        1,
        "0.1.0",
        "sample",
        profile,
        42,
        List.of("run", "sample"),
        new Run.Git("0123456789abcdef0123456789abcdef01234567", false),
        START);
  }
}
