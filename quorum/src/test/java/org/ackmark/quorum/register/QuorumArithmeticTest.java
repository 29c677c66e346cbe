package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.BOB;
import static org.ackmark.quorum.register.Cities.BYZANTIUM;
import static org.ackmark.quorum.register.Cities.CYRENE;
import static org.ackmark.quorum.register.Cities.DELPHI;
import static org.ackmark.quorum.register.Cities.FIVE;
import static org.ackmark.quorum.register.Cities.THREE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.ackmark.quorum.Quorum;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.Test;

/** What the numbers N, R and W do, and what they don't. */
class QuorumArithmeticTest {
  private static final List<NodeId> FOUR = FIVE.subList(0, 4);
  private static final Duration TIMEOUT = Duration.ofMillis(100);

  private static RegisterStore client(Cities cities, NodeId id, List<NodeId> replicas, Quorum q) {
    return cities.client(
        id, RegisterOptions.lww(replicas, q, ReadRepair.NONE).withTimeout(TIMEOUT));
  }

  /** A node counts for what it stores now, and not for what it missed. */
  @Test
  void shouldCountANodeThatMissedEarlierWrites() {
    try (Cities cities = Cities.three()) {
      RegisterStore store = client(cities, ALICE, THREE, Quorum.majority(3));
      cities.separate(ALICE, CYRENE);
      cities.put(store, "title", "missed");
      cities.put(store, "author", "missed");
      cities.heal();
      cities.separate(ALICE, ATHENS);
      cities.put(store, "title", "new");
      assertEquals("new", cities.copy(CYRENE, "title"));
      assertEquals("", cities.copy(CYRENE, "author"));
      assertEquals("missed", cities.get(store, "author")); // byzantium has it: R + W > N
    }
  }

  /** Half of three, rounded down, is too few: one node may have missed the write. */
  @Test
  void shouldNeedNMinusWPlusOneReadersAndNotHalfOfN() {
    Quorum half = new Quorum(3, 3 / 2, 2, Level.SYNCED);
    assertFalse(half.meets());
    try (Cities cities = Cities.three()) {
      RegisterStore store = client(cities, ALICE, THREE, half);
      cities.separate(ALICE, CYRENE);
      cities.put(store, "title", "acknowledged");
      cities.heal();
      cities.separate(ALICE, ATHENS, BYZANTIUM);
      assertEquals("", cities.get(store, "title"));
    }
  }

  /** A fourth node lets reads go on with two nodes down, which three nodes can't. */
  @Test
  void shouldReadWithTwoOfFourNodesDownAndNotWithTwoOfThree() {
    Quorum of4 = new Quorum(4, 2, 3, Level.SYNCED);
    assertTrue(of4.meets());
    try (Cities four = new Cities().withReplicas(FOUR, Variant.SYNC, Level.SYNCED);
        Cities three = Cities.three()) {
      RegisterStore large = client(four, ALICE, FOUR, of4);
      four.put(large, "title", "value");
      four.separate(ALICE, BYZANTIUM, DELPHI);
      assertEquals("value", four.get(large, "title"));
      RegisterStore small = client(three, BOB, THREE, Quorum.majority(3));
      three.put(small, "title", "value");
      three.separate(BOB, BYZANTIUM, CYRENE);
      assertEquals(1, three.awaitFailure(small.readAsync(Bytes.utf8("title"))).answered());
    }
  }
}
