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
  void shouldShowWhatItWouldDoAndTouchNothing() {
    Invocation invocation = Invocation.of("load", "--dry-run", "--dir", "none-at-all/below");
    assertEquals(ExitCode.OK.code(), invocation.code(), invocation.err());
    assertTrue(invocation.out().contains("from 10 % to 110 %"), invocation.out());
  }
}
