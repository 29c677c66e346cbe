package org.ackmark.results.export;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Observation;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.ThreadKind;

/** Runs as they are exported: commits, work without commits, names that need care. */
final class ExportSamples {
  static final Point GROUP = Samples.group();
  static final Point SYNC = Samples.point("sync", Guarantee.POWER_LOSS, 1);
  static final Point ASYNC = Samples.point("async", Guarantee.PROCESS_CRASH, 64);

  /** A foreign log whose name and parameter hold everything that separates names. */
  static final Point FOREIGN =
      Samples.point("my log/2, \"100 %\"", Guarantee.NOTHING, 64)
          .with(Parameters.of(Map.of("mode", "fast path-8")));

  static final Point RECOVERY =
      new Point(
          "recovery",
          "group",
          Guarantee.POWER_LOSS,
          1,
          ThreadKind.PLATFORM,
          256,
          Parameters.of(Map.of("logBytes", 268_435_456)));

  private ExportSamples() {}

  /** Blocks of all points, each figure a little different. */
  static List<Observation> blocks(int count) {
    List<Observation> all = new ArrayList<>();
    for (int block = 0; block < count; block++) {
      all.add(Samples.ok(GROUP, block, 40_000 + 100 * block, 1_200_000 + 1_000 * block));
      all.add(Samples.ok(SYNC, block, 3_000 + 10 * block, 320_000));
      all.add(Samples.ok(ASYNC, block, 500_000 - block, 96_000));
      all.add(Samples.ok(FOREIGN, block, 700_000, 80_000));
      all.add(recovery(block));
    }
    return all;
  }

  static Observation recovery(int block) {
    return Samples.observation(RECOVERY, block)
        .metric("recoveryNs", 2e9 + block)
        .metric("bytesPerSecond", 1.3e8)
        .ok();
  }

  static ExportedRun run(int blocks) {
    return new ExportedRun(ended(Samples.run()), Samples.environment(), null, blocks(blocks));
  }

  static ExportedRun run(String id, int day, List<Observation> observations) {
    Run run = Samples.run();
    Run later =
        Run.started(
            id,
            run.methodVersion(),
            run.toolVersion(),
            run.profileName(),
            run.profile(),
            run.seed(),
            run.command(),
            run.git(),
            run.startedAt().plus(Duration.ofDays(day)));
    return new ExportedRun(ended(later), Samples.environment(), null, observations);
  }

  static String text(Exporter exporter, ExportedRun... runs) {
    List<Document> documents = exporter.export(List.of(runs));
    if (documents.size() != 1) {
      throw new AssertionError("documents=" + documents.size());
    }
    return documents.getFirst().text();
  }

  private static Run ended(Run run) {
    return run.ended(RunStatus.COMPLETE, null, run.startedAt().plusSeconds(60));
  }
}
