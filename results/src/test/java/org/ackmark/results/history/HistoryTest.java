package org.ackmark.results.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.ackmark.results.Guarantee;
import org.ackmark.results.Metric;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.SchemaVersion;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Kernel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path folder;
  private RunsOnDisk runs;

  @BeforeEach
  void prepare() {
    runs = new RunsOnDisk(folder);
  }

  @Test
  void shouldFindTheNightFromWhichOnTheRateFell() {
    runs.nights(0, 8, 40_000);
    runs.nights(8, 6, 34_000);

    Series series = only(History.read(folder, null).searched(0));

    assertEquals(14, series.sessions().size());
    assertEquals("commitsPerSecond", series.metric());
    assertEquals(1, series.changes().size());
    Change change = series.changes().getFirst();
    assertEquals("2026-02-07T120000Z-nightly", change.runBefore());
    assertEquals("2026-02-08T120000Z-nightly", change.runAfter());
    assertEquals(-15, change.percent(), 1);
    assertTrue(change.worse());
    assertTrue(change.p() < 0.001);
  }

  @Test
  void shouldCallARiseOfALatencyWorse() {
    runs.nights(0, 8, 40_000);
    runs.nights(8, 6, 34_000);

    Series series = only(History.read(folder, Metric.P99_NS).searched(0));

    assertEquals("p99Ns", series.metric());
    assertEquals(17, series.changes().getFirst().percent(), 1.5);
    assertTrue(series.changes().getFirst().worse());
  }

  @Test
  void shouldFollowTheMetricThatTheProfileDeclares() {
    runs.write(
        0,
        RunsOnDisk.observations(RunsOnDisk.GROUP, 40_000),
        RunStatus.COMPLETE,
        RunsOnDisk.profile("p50Ns", 3));

    Series series = only(History.read(folder, null));

    assertEquals("p50Ns", series.metric());
    assertFalse(series.higherIsBetter());
    assertEquals(1_600_000, series.sessions().getFirst().value());
  }

  @Test
  void shouldFindNoChangeWhereThereIsNone() {
    runs.nights(0, 20, 40_000);

    assertEquals(List.of(), only(History.read(folder, null).searched(0)).changes());
  }

  @Test
  void shouldLeaveOutChangesThatAreTooSmallToMatter() {
    runs.nights(0, 10, 40_000);
    runs.nights(10, 10, 37_000);
    History history = History.read(folder, null);

    assertEquals(1, only(history.searched(0.05)).changes().size());
    assertEquals(0, only(history.searched(0.15)).changes().size());
  }

  @Test
  void shouldTakeTheMedianOfTheBlocks() {
    runs.night(0, 40_000);

    Session session = only(History.read(folder, null)).sessions().getFirst();

    assertEquals(40_000, session.value());
    assertEquals(3, session.blocks());
    assertFalse(session.doubtful());
  }

  @Test
  void shouldOrderRunsByTimeAndSeekNothingInTooFew() {
    runs.night(7, 30_000);
    runs.night(2, 40_000);
    runs.nights(3, 3, 40_000);

    Series series = only(History.read(folder, null).searched(0));

    assertEquals(RunsOnDisk.at(2), series.sessions().getFirst().startedAt());
    assertEquals(RunsOnDisk.at(7), series.sessions().getLast().startedAt());
    assertFalse(series.enough());
    assertEquals(List.of(), series.changes());
  }

  @Test
  void shouldKeepMachinesAndProfilesApartButNotNumbersOfBlocks() {
    List<Observation> observations = RunsOnDisk.observations(RunsOnDisk.GROUP, 40_000);
    Environment other = otherMachine();
    runs.write(0, observations, RunStatus.COMPLETE, RunsOnDisk.profile("commitsPerSecond", 3));
    runs.write(
        1, observations, RunStatus.COMPLETE, RunsOnDisk.profile("commitsPerSecond", 3), other);
    runs.write(
        2,
        observations,
        RunStatus.COMPLETE,
        RunsOnDisk.profile("commitsPerSecond", 3).put("added", true));
    runs.write(3, observations, RunStatus.COMPLETE, RunsOnDisk.profile("commitsPerSecond", 12));

    List<Integer> lengths =
        History.read(folder, null).series().stream().map(s -> s.sessions().size()).toList();

    assertEquals(List.of(2, 1, 1), lengths);
  }

  @Test
  void shouldShowADoubtfulRunButSeekNoChangeInIt() {
    runs.nights(0, 8, 40_000);
    Observation disturbed =
        Samples.observation(RunsOnDisk.GROUP, 0)
            .cost(Samples.cost(10_000, 1))
            .latency(Samples.latency(100))
            .disturbed("probe p50 rose by 90 %");
    runs.night(8, List.of(disturbed));
    runs.nights(9, 8, 34_000);

    Series series = only(History.read(folder, null).searched(0));

    Session doubtful = series.sessions().get(8);
    assertTrue(doubtful.doubtful());
    assertEquals("probe p50 rose by 90 %", doubtful.note());
    assertEquals(16, series.sound().size());
    assertEquals(1, series.changes().size());
    assertEquals("2026-02-09T120000Z-nightly", series.changes().getFirst().runAfter());
  }

  @Test
  void shouldKeepTheSoundPointsOfAFailedRunAndSaySo() {
    runs.write(
        0,
        RunsOnDisk.observations(RunsOnDisk.GROUP, 40_000),
        RunStatus.FAILED,
        RunsOnDisk.profile("commitsPerSecond", 3));

    assertEquals(
        "the run failed: disk full", only(History.read(folder, null)).sessions().getFirst().note());
  }

  @Test
  void shouldLeaveNothingOutInSilence() throws IOException {
    runs.night(0, 40_000);
    List<Observation> some = RunsOnDisk.observations(RunsOnDisk.GROUP, 40_000);
    Path killed =
        runs.write(1, some, RunStatus.INTERRUPTED, RunsOnDisk.profile("commitsPerSecond", 3));
    Path foreign = runs.night(2, 40_000);
    replace(foreign.resolve("run.json"), "\"schemaVersion\": \"1.", "\"schemaVersion\": \"9.");
    Path damaged = runs.night(3, 40_000);
    replace(damaged.resolve("observations.jsonl"), "\"benchmark\"", "\"bench\"");
    Path noRun = Files.createDirectory(folder.resolve("notes"));
    Observation arm =
        Samples.observation(RunsOnDisk.GROUP, 0)
            .arm("base")
            .cost(Samples.cost(10_000, 1))
            .latency(Samples.latency(100))
            .ok();
    Path arms = runs.night(4, List.of(arm));
    Observation failed = Samples.observation(RunsOnDisk.GROUP, 0).failed("exit 1");
    Path broken = runs.night(5, List.of(failed));
    Files.writeString(folder.resolve("README.md"), "files are none of its business");
    Files.createDirectory(folder.resolve(".git"));

    History history = History.read(folder, null);

    assertEquals(1, only(history).sessions().size());
    assertEquals(
        List.of(
            new LeftOut(name(killed), null, "interrupted, or still going on"),
            new LeftOut(
                name(foreign),
                null,
                "run.json: schemaVersion 9."
                    + SchemaVersion.CURRENT.minor()
                    + " cannot be read, only 1.x"),
            new LeftOut(name(damaged), null, "observations.jsonl:1: unknown field bench"),
            new LeftOut(name(noRun), null, "run.json: no such file"),
            new LeftOut(name(arms), null, "holds only the arms of a comparison"),
            new LeftOut(
                name(broken),
                "group commit, 64 writers (callbacks)",
                "nothing was measured: exit 1")),
        history.leftOut());
  }

  @Test
  void shouldSayThatAFigureWasNotMeasured() {
    runs.night(0, 40_000);

    History history = History.read(folder, Metric.EFFICIENCY);

    assertEquals(List.of(), history.series());
    assertEquals("efficiency was not measured", history.leftOut().getFirst().reason());
  }

  @Test
  void shouldCountACopyOfARunOnce() throws IOException {
    Path run = runs.night(0, 40_000);
    Path copy = Files.createDirectory(folder.resolve("zz-copy"));
    for (String file : List.of("run.json", "environment.json", "observations.jsonl")) {
      Files.copy(run.resolve(file), copy.resolve(file));
    }

    History history = History.read(folder, null);

    assertEquals(1, only(history).sessions().size());
    assertEquals("the folder holds it twice", history.leftOut().getFirst().reason());
  }

  @Test
  void shouldShowOnlyTheVariantsAskedFor() {
    List<Observation> both = new ArrayList<>(RunsOnDisk.observations(RunsOnDisk.GROUP, 40_000));
    both.addAll(RunsOnDisk.observations(Samples.point("sync", Guarantee.POWER_LOSS, 1), 5_000));
    runs.night(0, both);
    History history = History.read(folder, null);

    assertEquals(List.of("group", "sync"), history.variants());
    assertEquals(List.of("sync"), history.only(List.of("sync")).variants());
  }

  @Test
  void shouldPutAnAnnotationAtTheFirstRunAfterIt() {
    runs.nights(0, 3, 40_000);
    Annotation early = new Annotation("2026-01-30", "new disk", null);
    Annotation between = new Annotation("2026-01-31T18:00:00Z", "kernel 6.19", "group");
    Annotation elsewhere = new Annotation("2026-02-01", "segment size", "sync");
    Annotation late = new Annotation("2026-03-01", "moved", null);

    Series series =
        only(History.read(folder, null).annotated(List.of(early, between, elsewhere, late)));

    assertEquals(List.of(early), series.sessions().get(0).annotations());
    assertEquals(List.of(between), series.sessions().get(1).annotations());
    assertEquals(List.of(), series.sessions().get(2).annotations());
    assertEquals(List.of(late), series.annotations());
  }

  @Test
  void shouldRefuseAFolderWithoutRuns() throws IOException {
    assertProblem(folder + ": holds no run", folder);
    Path absent = folder.resolve("absent");
    assertProblem(absent + ": no such directory", absent);
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertProblem(file + ": not a directory", file);
    Path run = runs.night(0, 40_000);
    assertProblem(run + ": is one run; a history needs the folder that holds many", run);
  }

  private static void assertProblem(String message, Path path) {
    assertEquals(
        message, assertThrows(ResultsException.class, () -> History.read(path, null)).getMessage());
  }

  private static Environment otherMachine() {
    Environment one = Samples.environment();
    return Environment.of(
        one.takenAt(),
        "db8.corp.example",
        one.cpu(),
        new Kernel("Linux", "6.19.1", "kvm", "tsc", 1.0, 0.2),
        one.jdk(),
        one.memory(),
        one.cgroup(),
        one.targets(),
        one.networkInterfaces(),
        one.facts());
  }

  private static Series only(History history) {
    assertEquals(1, history.series().size(), history.leftOut().toString());
    return history.series().getFirst();
  }

  private static void replace(Path file, String text, String by) throws IOException {
    String before = Files.readString(file);
    assertTrue(before.contains(text), before);
    Files.writeString(file, before.replaceFirst(Pattern.quote(text), by));
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }
}
