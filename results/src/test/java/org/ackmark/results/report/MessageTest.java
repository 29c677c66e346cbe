package org.ackmark.results.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Parameters;
import org.ackmark.results.Point;
import org.ackmark.results.Replication;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageTest {
  @TempDir Path folder;

  @Test
  void shouldSayHowManyTimesAsFast() {
    says(
        run().add(ok("group", 0, 41_000)).add(ok("group", 1, 41_000)).add(ok("sync", 0, 1_000)),
        "With 64 callbacks, group commits 41 times as fast as sync, at the same guarantee");
  }

  @Test
  void shouldSayASmallLeadInPercent() {
    says(
        run().add(ok("group", 0, 1_300)).add(ok("sync", 0, 1_000)),
        "With 64 callbacks, group commits 30 % faster than sync, at the same guarantee");
  }

  @Test
  void shouldClaimNoLeadWhereBlocksOverlap() {
    says(
        run()
            .add(ok("group", 0, 900))
            .add(ok("group", 1, 3_000))
            .add(ok("sync", 0, 1_000))
            .add(ok("sync", 1, 1_100)),
        "With 64 callbacks, group and sync differ no more than their blocks do");
  }

  @Test
  void shouldCompareNothingWithAnotherGuarantee() {
    says(
        run()
            .add(ok("group", 0, 900))
            .add(Samples.ok(SampleRun.point("async", Guarantee.PROCESS_CRASH, 64), 0, 90_000, 10)),
        "group commits 900 times a second with 64 callbacks and survives a power loss");
  }

  @Test
  void shouldSayWhatEachGuaranteeCosts() {
    says(
        run()
            .add(ok("group", 0, 900))
            .add(Samples.ok(SampleRun.point("async", Guarantee.PROCESS_CRASH, 64), 0, 90, 5_000)),
        "With 64 callbacks, surviving a power loss costs 800 µs at the 99th percentile (group),"
            + " surviving a process crash 10.0 µs (async)");
  }

  @Test
  void shouldSayWhatAMajorityOfReplicasCosts() {
    says(
        run()
            .add(Samples.ok(quorum(1, 1), 0, 40_000, 300))
            .add(Samples.ok(quorum(3, 2), 0, 23_400, 500))
            .add(Samples.ok(quorum(5, 5), 0, 9_000, 900)),
        "At SYNCED, 2 of 3 replicas acknowledge 23,400 writes a second, 59 % of what one log does");
  }

  private static Point quorum(int n, int w) {
    Replication replication =
        new Replication("log", n, n - w + 1, w, "SYNCED", Replication.ONE_PROCESS);
    return SampleRun.point("group", Guarantee.POWER_LOSS, 64)
        .with(Parameters.of(replication.parameters()));
  }

  @Test
  void shouldSayWhetherTheDeviceHeldStill() {
    says(
        run().add(ok("group", 0, 900)).probe(0, 400_000).probe(1, 404_000),
        "The device held still: one fdatasync of 4 KiB took 402 µs, give or take 1 %");
  }

  @Test
  void shouldSayThatTheDeviceMoved() {
    says(
        run().add(ok("group", 0, 900)).probe(0, 200_000).probe(1, 600_000),
        "The device did not hold still: one fdatasync of 4 KiB took between 200 µs and 600 µs");
  }

  @Test
  void shouldSayHowManyCommitsShareASync() {
    says(
        run()
            .add(
                Samples.observation(SampleRun.point("group", Guarantee.POWER_LOSS, 64), 0)
                    .cost(Samples.cost(900, 0.02))
                    .ok()),
        "One sync of group carries 50 commits with 64 callbacks");
  }

  @Test
  void shouldNameWhatRegressedBeforeWhatImproved() {
    says(
        run()
            .add(ok("group", 0, 900))
            .compared(
                SampleRun.effect("sync", 20.0, 10.0, 30.0, Verdict.IMPROVED),
                SampleRun.effect("group", -20.0, -30.0, -10.0, Verdict.REGRESSED)),
        "1 of 2 regressed: group, 64 callbacks, commitsPerSecond -20.0 % (-30.0 % to -10.0 %)");
  }

  @Test
  void shouldCallTheInconclusiveSo() {
    says(
        run()
            .add(ok("group", 0, 900))
            .compared(SampleRun.effect("sync", 20.0, -10.0, 50.0, Verdict.INCONCLUSIVE)),
        "Inconclusive: 1 of 1 can not be told from chance yet");
  }

  @Test
  void shouldNameAStallThatStandsOut() {
    says(
        run().offered("group", Guarantee.POWER_LOSS, 40_000, 90_000),
        "A stall of 400 ms stands out, 7 s after the begin");
  }

  private SampleRun run() {
    return SampleRun.at(folder.resolve("run"));
  }

  private static org.ackmark.results.Observation ok(String variant, int block, long perSecond) {
    return Samples.ok(
        SampleRun.point(variant, Guarantee.POWER_LOSS, 64), block, perSecond, 400_000);
  }

  private static void says(SampleRun run, String message) {
    String words = ParsedPage.of(run.written(RunStatus.COMPLETE, null)).words();
    assertTrue(words.contains(message), message + " is not in: " + words);
  }
}
