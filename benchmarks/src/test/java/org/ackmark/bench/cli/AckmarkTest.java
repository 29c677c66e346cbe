package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AckmarkTest {
  @ParameterizedTest
  @ValueSource(strings = {"run", "doctor", "probe", "dump", "jmh"})
  void helpWithoutAnExample(String command) {
    Invocation invocation = Invocation.of(command, "--help");
    if (command.equals("jmh")) {
      assertTrue(Invocation.of("--help").out().contains("jmh"));
      return;
    }
    assertEquals(0, invocation.code(), invocation.err());
    assertTrue(invocation.out().contains("Example: ackmark " + command), invocation.out());
  }

  @Test
  void versionOfNothing() {
    Invocation invocation = Invocation.of("--version");
    assertEquals(0, invocation.code());
    assertTrue(invocation.out().startsWith("ackmark "), invocation.out());
  }

  @Test
  void dryRunThatWritesOrForgetsAVariant() throws IOException {
    Path data = Path.of("ackmark-data");
    boolean there = Files.exists(data);
    Invocation invocation = Invocation.of("run", "smoke", "--dry-run", "--json");
    assertEquals(0, invocation.code(), invocation.err());
    JsonNode tree = new JsonMapper().readTree(invocation.out());
    assertEquals(Variant.values().length, tree.get("observations").size());
    assertTrue(tree.get("maxBytes").longValue() > 0);
    assertEquals(there, Files.exists(data));
  }

  @Test
  void dryRunThatNobodyCanRead() {
    Invocation invocation = Invocation.of("run", "quick", "--dry-run", "--variant", "sync");
    assertTrue(invocation.out().contains("sync_commit_callbacks-64_1KiB"), invocation.out());
    assertTrue(invocation.out().contains("4 observations"), invocation.out());
  }
}
