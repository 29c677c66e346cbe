package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.run.DiskFolder;
import org.junit.jupiter.api.Test;

/** Reads that must meet a write, and reads that need not. */
class StaleCommandTest {
  /** Far longer than any write takes, so that a replica surely lacks what another acknowledged. */
  private static final String LAG = "100ms";

  private static Invocation stale(String words) throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      List<String> all = new ArrayList<>(List.of(("quorum stale --seed 5 " + words).split(" ")));
      all.addAll(List.of("--dir", folder.path().resolve("data").toString()));
      return Invocation.of(all.toArray(String[]::new));
    }
  }

  private static JsonNode tree(Invocation invocation) throws IOException {
    assertEquals(0, invocation.code(), invocation.err() + invocation.out());
    return new JsonMapper().readTree(invocation.out());
  }

  @Test
  void quorumsThatMeetAndMissAWrite() throws IOException {
    JsonNode tree = tree(stale("--quorum 3/2/2 --reads 20 --after 0us,1ms --lag 20ms --json"));
    assertEquals("none", tree.path("readRepair").asText());
    assertEquals(20_000_000, tree.path("emulatedLagNs").asLong());
    assertEquals(2, tree.path("steps").size());
    for (JsonNode step : tree.path("steps")) {
      assertEquals(20, step.path("reads").asInt());
      assertEquals(0, step.path("stale").asInt(), step.toString());
      assertEquals(0, step.path("predictedShare").asDouble(), step.toString());
      assertEquals(0, step.path("predictedTogetherShare").asDouble(), step.toString());
      assertTrue(step.path("staleShareHigh").asDouble() > 0, "20 reads prove no rule");
    }
  }

  /** One replica gets each write late, and may be the first to answer: then a read is stale. */
  @Test
  void replicaThatLagsAndIsNotNoticed() throws IOException {
    JsonNode tree = tree(stale("--quorum 2/1/1 --reads 20 --after 0us,250ms --json --lag " + LAG));
    JsonNode atOnce = tree.path("steps").path(0);
    assertTrue(atOnce.path("stale").asInt() > 0, atOnce.toString());
    assertTrue(atOnce.path("predictedShare").asDouble() > 0, atOnce.toString());
    assertTrue(atOnce.path("predictedTogetherShare").asDouble() > 0, atOnce.toString());
    JsonNode later = tree.path("steps").path(1);
    assertTrue(later.path("beganAfterP50Ns").asLong() >= 250_000_000, later.toString());
    assertTrue(later.path("stale").asInt() < atOnce.path("stale").asInt(), tree.toString());
  }

  @Test
  void tableThatHidesItsGuaranteeOrWhatIsEmulated() throws IOException {
    Invocation table = stale("--processes 2 --reads 10 --after 0us --lag 20ms --delay 1ms");
    assertEquals(0, table.code(), table.err());
    assertTrue(table.out().contains("acknowledged at SYNCED (POWER_LOSS)"), table.out());
    assertTrue(table.out().contains("each message held for 1ms"), table.out());
    assertTrue(table.out().contains("one replica held for 20ms (emulated)"), table.out());
    assertTrue(table.out().contains("R + W <= N"), table.out());
  }
}
