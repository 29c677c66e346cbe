package org.ackmark.bench.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.ackmark.results.Cost;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Latency;
import org.ackmark.results.Observation;
import org.ackmark.results.ObservationBuilder;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.ThreadKind;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;

/** The files of a run that ended a while ago, for the commands that read runs. */
final class RecordedRun {
  static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
  private static final Point GROUP =
      Point.commit("group", Guarantee.POWER_LOSS, 64, ThreadKind.CALLBACKS, 1024);

  private final RunDirectory directory;

  private RecordedRun(Path path, int methodVersion, String kernel) {
    directory = RunDirectory.createAt(path, Redactor.none());
    directory.write(
        Run.started(
                directory.id(),
                methodVersion,
                "0.1.0",
                "quick",
                JsonNodeFactory.instance.objectNode(),
                1,
                List.of("ackmark", "run"),
                null,
                START)
            .ended(RunStatus.COMPLETE, null, START.plusSeconds(60)));
    directory.write(environment(kernel));
  }

  static RecordedRun at(Path path) {
    return new RecordedRun(path, 1, "6.1");
  }

  static RecordedRun at(Path path, int methodVersion, String kernel) {
    return new RecordedRun(path, methodVersion, kernel);
  }

  static ObservationBuilder measured(String arm, int block) {
    long commits = 80_000 + 100L * block;
    return Observation.of(GROUP, block, 0)
        .arm(arm)
        .time(START, 2_000_000_000L)
        .cost(Cost.of(commits, 2_000_000_000L, 2_000, 1_000, 90_000_000))
        .latency(new Latency(1_000_000L, 2_000_000L, 3_000_000L, 9_000_000L, null));
  }

  static Observation failed(int block) {
    return Observation.of(GROUP, block, 0).time(START, 0).failed("threw");
  }

  RecordedRun with(Observation... observations) {
    try (ObservationLog log = directory.observationLog()) {
      for (Observation observation : observations) {
        log.append(observation);
      }
    }
    return this;
  }

  String path() {
    return directory.path().toString();
  }

  private static Environment environment(String kernel) {
    return Environment.of(
        START,
        null,
        new Cpu("model", "x86_64", 1, 2, 2, null, null, null),
        new Kernel("Linux", kernel, null, null, null, null),
        new Jdk("vendor", "25", null, null, List.of(), false),
        new Memory(1, null),
        null,
        List.of(),
        List.of(),
        null);
  }
}
