package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.run.DiskFolder;
import org.junit.jupiter.api.Test;

class LoadCommandTest {
  private static Invocation load(DiskFolder folder, String... words) throws IOException {
    Path data = Files.createDirectories(folder.path().resolve("data"));
    List<String> all = new ArrayList<>(List.of("load", "--allow-busy", "--duration", "200ms"));
    all.addAll(List.of("--warm-up", "100ms", "--dir", data.toString()));
    all.addAll(List.of("--out", folder.path().resolve("out").toString()));
    all.addAll(List.of(words));
    return Invocation.of(all.toArray(String[]::new));
  }

  @Test
  void shouldEndWithOneWhereNoRateMeetsTheObjective() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Invocation invocation =
          load(folder, "--rate", "200/s", "--slo", "max<1us", "--variant", "buffered", "--json");
      assertEquals(ExitCode.NOT_MET.code(), invocation.code(), invocation.err());
      JsonNode tree = new JsonMapper().readTree(invocation.out());
      assertEquals("complete", tree.get("status").textValue());
      assertEquals("max<1us", tree.get("variants").get(0).get("slo").textValue());
      assertTrue(tree.get("variants").get(0).get("highestPerSecond") == null);
      assertEquals("load", tree.get("observations").get(0).get("benchmark").textValue());
    }
  }

  @Test
  void shouldEndWithFiveWhereARateThatWasAskedForIsNotHeld() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Invocation invocation = load(folder, "--rate", "10M/s", "--variant", "sync");
      assertEquals(ExitCode.FAILED.code(), invocation.code(), invocation.err());
      assertTrue(invocation.out().contains("missed its rate"), invocation.out());
    }
  }

  @Test
  void shouldLoadReplicasInProcessesOfTheirOwn() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Invocation invocation =
          load(folder, "--rate", "300/s", "--processes", "3", "--quorum", "3/2/2", "--json");
      assertTrue(invocation.code() == 0 || invocation.code() == 5, invocation.err()); // 5: missed
      JsonNode tree = new JsonMapper().readTree(invocation.out());
      JsonNode variant = tree.get("variants").get(0);
      assertEquals("log-3-2-2-synced-processes", variant.get("replication").textValue());
      JsonNode observation = tree.get("observations").get(0);
      JsonNode params = observation.get("params");
      assertEquals(3, params.get("replicas").intValue(), observation::toString);
      assertEquals(2, params.get("writeQuorum").intValue(), observation::toString);
      assertEquals("processes", params.get("placement").textValue(), observation::toString);
      assertTrue(observation.get("syncsPerCommit").doubleValue() > 0, observation::toString);
    }
  }

  @Test
  void shouldWarmProcessesUpForLongerUnlessTold() throws IOException {
    JsonNode tree = dryRun("--processes", "3", "--level", "written,synced");
    assertEquals(15_000_000_000L, tree.get("warmUpNs").longValue());
    assertEquals(6, tree.get("replications").size(), tree::toString); // W from 1 to 3, two levels
    assertEquals(2_000_000_000L, dryRun("--quorum", "3/2/2").get("warmUpNs").longValue());
    assertEquals(
        1_000_000_000L, dryRun("--processes", "3", "--warm-up", "1s").get("warmUpNs").longValue());
  }

  private static JsonNode dryRun(String... words) throws IOException {
    List<String> all = new ArrayList<>(List.of("load", "--dry-run", "--json"));
    all.addAll(List.of(words));
    Invocation invocation = Invocation.of(all.toArray(String[]::new));
    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    return new JsonMapper().readTree(invocation.out());
  }

  @Test
  void shouldShowWhatItWouldDoAndTouchNothing() {
    Invocation invocation = Invocation.of("load", "--dry-run", "--dir", "none-at-all/below");
    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    assertTrue(invocation.out().contains("from 10 % to 110 %"), invocation.out());
  }
}
