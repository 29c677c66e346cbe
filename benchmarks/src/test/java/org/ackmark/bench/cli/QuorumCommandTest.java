package org.ackmark.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ackmark.bench.run.DiskFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumCommandTest {
  @Test
  void defaultTableThatLeavesOutAWriteQuorumOrALevel() {
    Invocation run = Invocation.of("quorum", "run", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("group_commit_callbacks-64_1KiB_log-5-3-3-written"), run.out());
    assertTrue(run.out().contains("27 observations"), run.out());
  }

  @Test
  void optionsThatChangeNothing() {
    Invocation run =
        Invocation.of("quorum", "run", "--dry-run", "--quorum", "7/4/4,3/2/2", "--level", "synced");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("log-7-4-4-synced"), run.out());
    assertTrue(run.out().contains("2 observations"), run.out());
  }

  @Test
  void engineWhoseProfileShowsAVariant() {
    Invocation run = Invocation.of("quorum", "run", "--engine", "ratis", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(
        run.out().contains("ratis_store-put_virtual-64_1KiB_keys-2000_ratis-5-3-3-synced-forced"),
        run.out());
    assertTrue(run.out().contains("ratis-3-2-2-synced-forced-default-reads"), run.out());
    assertTrue(run.out().contains("13 observations"), run.out());
    assertFalse(run.out().contains("group"), run.out());
  }

  @Test
  void syncOfAnEngineThatIsNotTheOnlyOne() {
    Invocation run =
        Invocation.of("run", "--engine", "ratis", "--sync", "unsafe-flush", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("ratis-1-1-1-written-unsafe-flush"), run.out());
    assertTrue(run.out().contains("5 observations"), run.out());
  }

  @Test
  void processesOfAnEngineThatTakeAnotherQuorumThanItsMajority() {
    Invocation run =
        Invocation.of("quorum", "run", "--engine", "ratis", "--processes", "3", "--dry-run");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("ratis-3-2-2-received-in-memory-processes"), run.out());
    assertTrue(run.out().contains("6 observations"), run.out());
  }

  @Test
  void otherProfileThatCanNotBeReplicated() {
    Invocation run = Invocation.of("run", "smoke", "--dry-run", "--quorum", "3/2/2");
    assertEquals(2, run.code(), run.out()); // memory never gets to synced
    assertTrue(run.err().contains("variant 'memory' has no files"), run.err());
  }

  @Test
  void tableOfAmnesiaThatItsRuleDoesNotTell() throws IOException {
    Invocation amnesia = Invocation.of("quorum", "amnesia", "--replicas", "3", "--json");
    assertEquals(0, amnesia.code(), amnesia.err());
    JsonNode tree = new JsonMapper().readTree(amnesia.out());
    int lossy = 0;
    for (JsonNode cell : tree.path("restarts")) {
      assertEquals(cell.path("predictedSafe"), cell.path("foundSafe"), cell.toString());
      lossy += cell.path("foundSafe").asBoolean() ? 0 : 1;
      assertEquals(cell.path("missed").asInt() > 0, cell.has("restarted"), cell.toString());
    }
    assertTrue(lossy > 10, "lossy=" + lossy);
    assertTrue(tree.path("blackouts").size() > 10, amnesia.out());
  }

  @Test
  void tableOfAmnesiaThatNobodyCanRead() {
    Invocation amnesia =
        Invocation.of("quorum", "amnesia", "--replicas", "3", "--level", "written");
    assertEquals(0, amnesia.code(), amnesia.err());
    assertTrue(amnesia.out().contains("N = 3\n  W \\ k    0    1    2    3\n"), amnesia.out());
    assertTrue(amnesia.out().contains("      2    2    3    -    -\n"), amnesia.out());
  }

  @ParameterizedTest
  @CsvSource({
    "amnesia --replicas 8, --replicas is 8",
    "amnesia --level durable, durable",
    "check --replication abd-3-2, --replication",
    "check --variant grop, did you mean 'group'?",
    "check --keys 0, --keys is 0",
    "check no-such-file.json, no such file",
    "run --quorum 3/2, must be N/R/W",
    "stale --quorum 3/4/1, must have N from 1 to 7",
    "stale --quorum 7/1/1, --quorum: N is 7",
    "stale --quorum 5/1/1 --processes 3, must be the same number",
    "stale --processes 3 --namespaces 3, name one",
    "stale --delay 1ms, no links within one process",
    "stale --after 3, needs a unit",
    "stale --reads 0, --reads is 0",
    "stale --variant memory, never gets to level 'synced'",
    "run --level synced --protocol paxos, can't be 'paxos'",
    "run --engine raft, --engine is 'raft'",
    "run --engine ratis --protocol abd, name one",
    "run quorum --engine ratis, nobody but Ratis appends to its log",
    "run --engine ratis --quorum 3/1/3, always takes a majority",
    "run --engine ratis --namespaces 3, prove nothing to each other",
    "run --engine ratis --handicap slow:syncDelay=1ms, slows the syncs of Ackmark's own logs",
    "check --engine ratis --replication abd-3-2-2-synced, say different things",
    "check --replication ratis-3-3-1-synced, always takes a majority"
  })
  void mistakeThatIsNotNamed(String words, String sentence) {
    Invocation invocation = Invocation.of(("quorum " + words).split(" "));
    assertEquals(2, invocation.code(), invocation.err());
    assertTrue(invocation.err().contains(sentence), invocation.err());
  }

  @Test
  void registersThatHaveNoOrder() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Path history = folder.path().resolve("history.json");
      Invocation check =
          Invocation.of(
              "quorum",
              "check",
              "--operations",
              "3000",
              "--dir",
              folder.path().resolve("data").toString(),
              "--out",
              history.toString());
      assertEquals(0, check.code(), check.err() + check.out());
      assertTrue(check.out().contains("linearizable: 3,000 operations"), check.out());
      Invocation again = Invocation.of("quorum", "check", history.toString());
      assertEquals(0, again.code(), again.err());
      assertTrue(again.out().contains("linearizable: 3,000 operations"), again.out());
    }
  }

  @Test
  void ratisThatHasNoOrderOrClaimsAVariant() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      String data = folder.path().resolve("data").toString();
      Invocation check =
          Invocation.of(
              "quorum",
              "check",
              "--replication",
              "ratis-3-2-2-synced",
              "--operations",
              "2000",
              "--dir",
              data);
      assertEquals(0, check.code(), check.err() + check.out());
      assertTrue(check.out().startsWith("ratis-3-2-2-synced-forced: 2,000 op"), check.out());
      assertTrue(check.out().contains("linearizable: 2,000 operations"), check.out());
    }
  }

  @Test
  void historyWithoutAnOrderThatPasses() throws IOException {
    try (DiskFolder folder = new DiskFolder()) {
      Path history = folder.path().resolve("history.json");
      Files.writeString(
          history,
          """
          [
          {"clientId":0,"input":{"key":"x","op":"write","value":7},"call":10,"output":{"outcome":"ok"},"return":20},
          {"clientId":1,"input":{"key":"x","op":"read"},"call":30,"output":{"outcome":"ok","value":0},"return":40}
          ]
          """);
      Invocation check = Invocation.of("quorum", "check", history.toString());
      assertEquals(1, check.code(), check.out() + check.err());
      assertTrue(check.out().startsWith("NOT linearizable"), check.out());
    }
  }
}
