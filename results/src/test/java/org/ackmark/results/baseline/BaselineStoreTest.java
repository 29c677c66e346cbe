package org.ackmark.results.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.ackmark.results.Observation;
import org.ackmark.results.ResultsException;
import org.ackmark.results.Run;
import org.ackmark.results.RunStatus;
import org.ackmark.results.Samples;
import org.ackmark.results.compare.Runs;
import org.ackmark.results.files.ObservationLog;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.files.StoredRun;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineStoreTest {
  private static final Instant NOW = Samples.START.plus(Duration.ofDays(10));

  @TempDir private Path folder;

  @Test
  void shouldBecomeValidWithTheThirdRunOfTheSecondDay() {
    BaselineStore store = new BaselineStore(folder.resolve("baselines"));
    StoredRun first = run("a", 0);
    store.promote(first, "main");
    assertEquals(Baseline.State.FORMING, store.of(first, "main").orElseThrow().state(NOW));
    store.promote(run("b", 1), "main");
    store.promote(run("c", 2), "main");
    Baseline oneDay = store.of(first, "main").orElseThrow();
    assertEquals(Baseline.State.FORMING, oneDay.state(NOW), oneDay.sentence(NOW));
    store.promote(run("d", 30), "main");
    Baseline valid = store.of(first, "main").orElseThrow();
    assertEquals(Baseline.State.VALID, valid.state(NOW), valid.sentence(NOW));
    assertEquals(
        List.of("a", "b", "c", "d"), valid.runs().stream().map(r -> r.run().id()).toList());
    Instant late = NOW.plus(Duration.ofDays(100));
    assertEquals(Baseline.State.EXPIRED, valid.state(late));
    assertTrue(valid.sentence(late).contains("expired"), valid.sentence(late));
  }

  @Test
  void shouldKeepSeveralOfOneMachineApart() {
    BaselineStore store = new BaselineStore(folder.resolve("baselines"));
    store.promote(run("a", 0), "main");
    store.promote(run("b", 1), "release-1.0");
    assertEquals(List.of("main", "release-1.0"), store.all().stream().map(Baseline::name).toList());
    assertFalse(store.of(run("x", 2), "other").isPresent());
  }

  @Test
  void shouldRefuseTheSameRunTwiceAndOneThatIsNotComplete() {
    BaselineStore store = new BaselineStore(folder.resolve("baselines"));
    StoredRun run = run("a", 0);
    store.promote(run, "main");
    assertThrows(ResultsException.class, () -> store.promote(run, "main"));
    StoredRun stopped = written("b", Samples.START, RunStatus.INTERRUPTED);
    ResultsException e = assertThrows(ResultsException.class, () -> store.promote(stopped, "main"));
    assertTrue(e.getMessage().contains("not complete"), e::getMessage);
    assertThrows(IllegalArgumentException.class, () -> store.promote(run, "../x"));
  }

  @Test
  void shouldNotPassOverABaselineThatCannotBeRead() throws Exception {
    BaselineStore store = new BaselineStore(folder.resolve("baselines"));
    StoredRun run = run("a", 0);
    Path copy = store.promote(run, "main");
    Files.writeString(copy.resolve("observations.jsonl"), "{\"broken\n{}\n");
    assertThrows(ResultsException.class, () -> store.of(run, "main"));
  }

  private StoredRun run(String id, int hours) {
    return written(id, Samples.START.plus(Duration.ofHours(hours)), RunStatus.COMPLETE);
  }

  private StoredRun written(String id, Instant startedAt, RunStatus status) {
    StoredRun made = Runs.single(id, startedAt, 3, 1e5);
    RunDirectory directory = RunDirectory.createAt(folder.resolve(id), Redactor.none());
    Run run = made.run();
    directory.write(run.ended(status, status == RunStatus.COMPLETE ? null : "x", startedAt));
    directory.write(made.environment());
    try (ObservationLog log = directory.observationLog()) {
      for (Observation observation : made.observations()) {
        log.append(observation);
      }
    }
    return StoredRun.read(directory.path());
  }
}
