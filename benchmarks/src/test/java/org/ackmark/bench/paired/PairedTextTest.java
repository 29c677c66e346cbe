package org.ackmark.bench.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import org.ackmark.bench.paired.Pairing.Pair;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.wal.Variant;
import org.junit.jupiter.api.Test;

class PairedTextTest {
  private static final Pairing PAIRING =
      new Pairing(
          List.of(
              new Pair(26_000, 240_000, 0.125, 0.78),
              new Pair(27_000, 250_000, 0.126, 0.80),
              new Pair(28_000, 260_000, 0.127, 0.82)));

  @Test
  void textThatHidesWhatWasComparedOrHowSureItIs() {
    Contest contest = new Contest(Variant.GROUP, ThreadKind.CALLBACKS, 8, 1024);
    assertEquals(
        """
        group against the device floor: 8 writers (callbacks), records of 1,024 B, 3 pairs of slices
        an acknowledged commit of group survives: power loss

                                median  quartiles
        group                 27,000/s  26,500 to 27,500   acknowledged commits
        floor                   250 µs  245 to 255         one write of 8,192 B and fdatasync
        syncs per commit        0.1260  0.1255 to 0.1265
        efficiency                0.80  0.79 to 0.81       1 is all that the device can sync

        floor: a record of each writer in one write; efficiency: commits/s × floor ÷ writers, pair by pair
        """,
        PairedText.render(contest, PAIRING));
  }

  @Test
  void logThatPromisesLessThanTheFloorYetIsCalledEfficient() {
    Contest contest = new Contest(Variant.BUFFERED, ThreadKind.PLATFORM, 1, 1024);
    String text = PairedText.render(contest, PAIRING);
    assertFalse(text.contains("efficiency  "), text);
    assertTrue(text.contains("survives: process crash"), text);
    assertTrue(text.contains("buffered acknowledges before a sync"), text);
  }

  @Test
  void partsWhoseMeaningNobodyIsTold() throws IOException {
    Contest contest =
        new Contest(Variant.GROUP, ThreadKind.CALLBACKS, 8, 1024)
            .on(Replication.labelled("log-3-2-2-synced-processes").orElseThrow());
    Parts parts = new Parts(900_000, 400_000, 150_000, 0.001);
    Pairing parted = new Pairing(PAIRING.pairs(), List.of(parts, parts, parts));
    String text = PairedText.render(contest, parted);
    assertTrue(
        text.contains(
            """
            p50                     900 µs  900 to 900         of a commit, all under way
              network               150 µs  150 to 150         one alone, 0.00 syncs per commit
              sync                  250 µs  250 to 250         more when it is synced
              queue                 500 µs  500 to 500         more when all are under way
            """),
        text);
    assertTrue(
        text.contains("network: p50 of a commit alone where W replicas write it and none syncs"),
        text);
    assertTrue(text.lines().skip(7).allMatch(line -> line.length() <= 100), text);
    JsonNode tree = new JsonMapper().readTree(PairedJson.render(contest, parted));
    assertEquals(250_000, tree.at("/syncNs/median").doubleValue(), 1e-9);
    assertEquals(3, tree.get("parts").size());
    assertFalse(PairedText.render(contest, PAIRING).contains("network"), "none were measured");
  }

  @Test
  void jsonThatLacksThePairs() throws IOException {
    Contest contest = new Contest(Variant.SYNC, ThreadKind.PLATFORM, 1, 1024);
    JsonNode tree = new JsonMapper().readTree(PairedJson.render(contest, PAIRING));
    assertEquals("sync", tree.get("variant").textValue());
    assertEquals(3, tree.get("pairs").size());
    assertEquals(0.80, tree.at("/efficiency/median").doubleValue(), 1e-12);
    assertEquals(27_000, tree.at("/pairs/1/commitsPerSecond").doubleValue(), 1e-12);
  }
}
