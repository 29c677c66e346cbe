package org.ackmark.results.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;

/** Writes nightly runs of three blocks each into a folder, as the program does. */
public final class RunsOnDisk {
  public static final Point GROUP = Samples.point("group", Guarantee.POWER_LOSS, 64);

  private final Path folder;
  private final Random random = new Random(17);

  public RunsOnDisk(Path folder) {
    this.folder = folder;
  }

  /** One run each night, of that rate give or take 1 %. */
  public void nights(int first, int count, double rate) {
    for (int night = first; night < first + count; night++) {
      night(night, rate * (1 + 0.01 * random.nextGaussian()));
    }
  }

  public Path night(int night, double rate) {
    return night(night, observations(GROUP, rate));
  }

  public Path night(int night, List<Observation> observations) {
    return write(night, observations, RunStatus.COMPLETE, profile("commitsPerSecond", 3));
  }

  public Path write(
      int night, List<Observation> observations, RunStatus status, ObjectNode profile) {
    return write(night, observations, status, profile, Samples.environment());
  }

  public Path write(
      int night,
      List<Observation> observations,
      RunStatus status,
      ObjectNode profile,
      Environment environment) {
    Instant startedAt = at(night);
    RunDirectory directory = RunDirectory.create(folder, startedAt, "nightly", Redactor.none());
    Run run =
        Run.started(
            directory.id(), 1, "0.1.0", "nightly", profile, 42, List.of("run"), null, startedAt);
    String reason = status == RunStatus.FAILED ? "disk full" : null;
    directory.write(
        status == RunStatus.INTERRUPTED
            ? run
            : run.ended(status, reason, startedAt.plusSeconds(60)));
    directory.write(environment);
    try (ObservationLog log = directory.observationLog()) {
      observations.forEach(log::append);
    }
    return directory.path();
  }

  public static Instant at(int night) {
    return Samples.START.plus(Duration.ofDays(night));
  }

  public static List<Observation> observations(Point point, double rate) {
    return List.of(ok(point, 0, rate), ok(point, 1, rate * 0.98), ok(point, 2, rate * 1.02));
  }

  private static Observation ok(Point point, int block, double rate) {
    Cost cost = new Cost(Math.round(2 * rate), rate, 1.0, 0.02, 300.0, null, null, null);
    return Samples.observation(point, block)
        .cost(cost)
        .latency(Samples.latency(Math.round(64e9 / rate)))
        .ok();
  }

  public static ObjectNode profile(String primaryMetric, int blocks) {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile
        .put("blocks", blocks)
        .putArray("variants")
        .addObject()
        .put("label", "group")
        .put("primaryMetric", primaryMetric);
    return profile;
  }
}
