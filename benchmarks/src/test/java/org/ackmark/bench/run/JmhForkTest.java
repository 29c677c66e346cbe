package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.jmh.Assignment;
import org.ackmark.bench.jmh.Figure;
import org.ackmark.bench.profile.Benchmark;
import org.ackmark.bench.profile.Limits;
import org.ackmark.bench.profile.Point;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.bench.profile.VariantSetup;
import org.ackmark.results.Metric;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmhForkTest {
  /** One for all, as in a run. */
  private static final ArmHost HOST = ArmHost.own(List.of());

  private static final Limits LIMITS = new Limits(300_000_000L, 64L << 20, 100_000_000L);
  private static final Limits TINY = new Limits(300_000_000L, 64L << 10, 50_000_000L);

  @AfterAll
  static void endHost() throws IOException {
    HOST.close();
  }

  @Test
  void syncThatDoesNotSyncOncePerCommit() throws IOException {
    ForkResult result = run(point(Variant.SYNC, Benchmark.COMMIT, ThreadKind.PLATFORM, 1), LIMITS);
    long commits = result.count(Figure.COMMITS);
    long syncs = result.count(Figure.SYNCS);
    assertTrue(commits > 0, result::toString);
    assertTrue(syncs >= commits, result::toString);
    // a mark that recycles segments takes a sync of its own
    assertTrue(syncs <= commits + 2 + commits / 1000, result::toString);
  }

  @Test
  void closingOfTheLogThatIsChargedToItsCommits() throws IOException {
    ForkResult result =
        run(point(Variant.BUFFERED, Benchmark.COMMIT, ThreadKind.PLATFORM, 1), TINY);
    assertEquals(0, result.count(Figure.SYNCS), result::toString);
  }

  @Test
  void groupThatDoesNotShareItsSyncs() throws IOException {
    ForkResult result =
        run(point(Variant.GROUP, Benchmark.COMMIT, ThreadKind.CALLBACKS, 8), LIMITS);
    assertTrue(result.figures().get(Figure.SYNCS_PER_COMMIT) < 0.9, result::toString);
    assertTrue(result.count(Figure.COMMITS) > 8, result::toString);
  }

  @Test
  void iterationThatRunsOnBeyondItsBytesOrScoreThatCountsTheRest() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Path json = folder.path().resolve("jmh.json");
      ForkResult result =
          run(
              folder,
              json,
              point(Variant.BUFFERED, Benchmark.COMMIT, ThreadKind.PLATFORM, 2),
              TINY);
      assertEquals(1, result.count(Figure.ENDED_AT_BYTES), result::toString);
      ScoreCorrection.apply(json, result, false);
      JsonNode one = new JsonMapper().readTree(json.toFile()).get(0);
      double rate = result.count(Figure.COMMITS) * 1e9 / result.count(Figure.ACTIVE_NS);
      assertEquals(rate, one.at("/primaryMetric/score").doubleValue(), rate / 1e6);
      assertTrue(one.at("/secondaryMetrics/scoreCorrection/score").doubleValue() > 0);
    }
  }

  @Test
  void virtualThreadsOnTheStoreThatPutNothing() throws IOException {
    ForkResult result =
        run(point(Variant.MEMORY, Benchmark.STORE_PUT, ThreadKind.VIRTUAL, 4), LIMITS);
    assertTrue(result.count(Figure.COMMITS) > 0, result::toString);
  }

  /** Each replica must sync what the group of the slowest of W syncs; all are counted. */
  @Test
  void replicasThatDoNotSync() throws IOException {
    Point one = replicated("log-1-1-1-synced", Benchmark.COMMIT, ThreadKind.CALLBACKS);
    Point three = replicated("log-3-1-3-synced", Benchmark.COMMIT, ThreadKind.CALLBACKS);
    double bytesOfOne = run(one, LIMITS).figures().get(Figure.BYTES_PER_COMMIT);
    ForkResult ofThree = run(three, LIMITS);
    assertEquals(3, ofThree.figures().get(Figure.BYTES_PER_COMMIT) / bytesOfOne, 0.3);
    assertTrue(ofThree.count(Figure.SYNCS) > 0, ofThree::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log-3-2-2-synced", "abd-3-2-2-synced", "lww-3-1-1-written"})
  void replicatedStoreThatPutsNothing(String replication) throws IOException {
    Point point = replicated(replication, Benchmark.STORE_PUT, ThreadKind.VIRTUAL);
    ForkResult result = run(point, LIMITS);
    assertTrue(result.count(Figure.COMMITS) > 0, result::toString);
  }

  /** A majority of three has synced what is acknowledged, and all of them sync in the end. */
  @Test
  void ratisThatAcknowledgesWhatItHasNotSynced() throws IOException {
    Point point = ofRatis("ratis-3-2-2-synced-forced", Benchmark.STORE_PUT, 1);
    ForkResult result = run(point, LIMITS);
    assertTrue(result.count(Figure.COMMITS) > 0, result::toString);
    assertTrue(result.figures().get(Figure.SYNCS_PER_COMMIT) >= 2, result::toString);
  }

  /** The negative control of the count of syncs. */
  @Test
  void ratisInMemoryThatCountsSyncs() throws IOException {
    ForkResult result = run(ofRatis("ratis-3-2-2-received", Benchmark.STORE_MIX, 4), LIMITS);
    assertTrue(result.count(Figure.COMMITS) > 0, result::toString);
    assertTrue(result.count(Figure.OPERATIONS) > 0, result::toString);
    assertEquals(0, result.count(Figure.SYNCS), result::toString);
  }

  private static Point ofRatis(String replication, Benchmark benchmark, int writers) {
    return point(
        VariantSetup.RATIS,
        benchmark,
        ThreadKind.VIRTUAL,
        writers,
        Replication.labelled(replication));
  }

  @Test
  void replicatedStoreThatGetsNothing() throws IOException {
    Point point = replicated("abd-3-2-2-synced", Benchmark.STORE_GET, ThreadKind.PLATFORM);
    ForkResult result = run(point, LIMITS);
    assertTrue(result.count(Figure.OPERATIONS) > 0, result::toString);
  }

  private static Point replicated(String replication, Benchmark benchmark, ThreadKind kind) {
    WalOptions options = WalOptions.of(Variant.GROUP).withSegmentBytes(1 << 20);
    VariantSetup setup = new VariantSetup("group", Metric.COMMITS_PER_SECOND, options);
    return point(setup, benchmark, kind, 4, Replication.labelled(replication));
  }

  @Test
  void recoveryThatFindsNoRecord() throws IOException {
    ForkResult result =
        run(point(Variant.GROUP, Benchmark.RECOVERY, ThreadKind.PLATFORM, 1), LIMITS);
    assertTrue(result.score() > 0, result::toString);
  }

  private static Point point(Variant variant, Benchmark benchmark, ThreadKind kind, int writers) {
    WalOptions options = WalOptions.of(variant).withSegmentBytes(1 << 20);
    VariantSetup setup = new VariantSetup(variant.label(), Metric.COMMITS_PER_SECOND, options);
    return point(setup, benchmark, kind, writers, Optional.empty());
  }

  private static Point point(
      VariantSetup setup,
      Benchmark benchmark,
      ThreadKind kind,
      int writers,
      Optional<Replication> replication) {
    return new Point(setup, benchmark, kind, writers, 1024, 0, 100, 50, 1 << 20, replication);
  }

  private static ForkResult run(Point point, Limits limits) throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      return run(folder, folder.path().resolve("jmh.json"), point, limits);
    }
  }

  private static ForkResult run(DiskFolder folder, Path json, Point point, Limits limits)
      throws IOException {
    Path data = Files.createDirectory(folder.path().resolve("data"));
    Assignment assignment =
        new Assignment(
            point.variant().label(),
            point.variant().options(),
            null,
            data.toString(),
            1024,
            point.writers(),
            0,
            point.keys(),
            point.getPercent(),
            point.logBytes(),
            limits.warmUpBytes(),
            limits.bytes(),
            null,
            null,
            point.replication().orElse(null),
            null,
            null);
    Path output = folder.path().resolve("jmh.txt");
    ForkResult result =
        new JmhFork(HOST, json, output).run(point, assignment, limits, limits.timeNs());
    assertNull(result.failure(), () -> result.failure());
    return result;
  }
}
