package org.ackmark.results.compare;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ackmark.results.Arm;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.files.StoredRun;

/** Runs with noise of a known size, which drifts from block to block for all arms alike. */
public final class Runs {
  public static final Arm BASE = new Arm("base", Arm.Role.BASE, "aaaa", null);
  public static final Arm CANDIDATE = new Arm("candidate", Arm.Role.CANDIDATE, "bbbb", null);
  public static final Arm CONTROL = new Arm("base-again", Arm.Role.CONTROL, "aaaa", null);
  public static final Point GROUP = Samples.point("group", Guarantee.POWER_LOSS, 64);
  public static final Point SYNC = Samples.point("sync", Guarantee.POWER_LOSS, 1);

  private static final double RATE = 100_000;

  private Runs() {}

  /** What one arm does to the rate. */
  public record Change(Arm arm, double factor) {}

  /** A run whose arms are interleaved. */
  public static StoredRun paired(long seed, int blocks, double noise, Change... changes) {
    return paired(List.of(GROUP), seed, blocks, noise, changes);
  }

  /** The same of several points. */
  public static StoredRun paired(
      List<Point> points, long seed, int blocks, double noise, Change... changes) {
    Random random = new Random(seed);
    List<Observation> observations = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      double drift = Math.exp(0.3 * random.nextGaussian());
      for (Point point : points) {
        for (Change change : changes) {
          double rate = RATE * drift * change.factor * Math.exp(noise * random.nextGaussian());
          observations.add(ok(point, change.arm.name(), block, rate));
        }
      }
    }
    List<Arm> arms = List.of(changes).stream().map(Change::arm).toList();
    return stored("paired", Samples.START, observations, arms);
  }

  /** A run of one build. */
  public static StoredRun single(String id, Instant startedAt, int blocks, double rate) {
    List<Observation> observations = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      observations.add(ok(GROUP, null, block, rate * (1 + 0.01 * (block % 3))));
    }
    return stored(id, startedAt, observations, List.of());
  }

  public static Observation ok(Point point, String arm, int block, double rate) {
    Cost cost = new Cost(Math.round(2 * rate), rate, 1.0, 0.02, 300.0, null, null, null);
    long p50Ns = Math.round(64e9 / rate);
    return Samples.observation(point, block)
        .arm(arm)
        .cost(cost)
        .latency(Samples.latency(p50Ns))
        .ok();
  }

  public static StoredRun stored(
      String id, Instant startedAt, List<Observation> observations, List<Arm> arms) {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile
        .put("blocks", 12)
        .putArray("variants")
        .addObject()
        .put("label", "group")
        .put("primaryMetric", "commitsPerSecond");
    Run run =
        Run.started(id, 1, "0.1.0", "gate", profile, 42, List.of("run"), null, startedAt)
            .withArms(arms)
            .ended(RunStatus.COMPLETE, null, startedAt.plusSeconds(600));
    return new StoredRun(Path.of(id), run, Samples.environment(), observations, false);
  }
}
