package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedTreeTest {
  private static SortedTree with(SortedTree tree, Bytes key, Bytes value) {
    return tree.with(tree.find(key), key, value, 0);
  }

  private static Map<Bytes, Bytes> contents(SortedTree tree) throws IOException {
    Map<Bytes, Bytes> contents = new TreeMap<>();
    List<Bytes> order = new ArrayList<>();
    tree.forEach(node -> {
      contents.put(node.key, node.value);
      order.add(node.key);
    });
    assertEquals(order.stream().sorted().toList(), order);
    assertEquals(tree.nodes(), order.size());
    return contents;
  }

  @Test
  void shouldHoldWhatASortedMapHoldsAndLeaveEveryEarlierTreeAsItWas() throws IOException {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    NavigableMap<Bytes, Bytes> model = new TreeMap<>();
    SortedTree tree = SortedTree.EMPTY;
    int removals = 0;
    for (int i = 0; i < 20_000; i++) {
      Bytes key = Bytes.utf8("k" + random.nextInt(300));
      SortedTree before = tree;
      Map<Bytes, Bytes> contentsBefore = i % 500 == 0 ? contents(before) : null;
      if (random.nextInt(5) < 2) {
        removals += model.remove(key) == null ? 0 : 1;
        tree = tree.without(tree.find(key));
      } else {
        model.put(key, Bytes.utf8("v" + i));
        tree = with(tree, key, Bytes.utf8("v" + i));
      }
      if (contentsBefore != null) {
        assertEquals(model, contents(tree), "seed=" + seed);
        assertEquals(contentsBefore, contents(before), "seed=" + seed);
      }
    }
    assertEquals(model, contents(tree), "seed=" + seed);
    assertTrue(removals > 1_000, "removals=" + removals);
  }

  @Test
  void shouldStayShallowWhateverTheOrderOfTheKeys() {
    SortedTree ascending = SortedTree.EMPTY;
    SortedTree descending = SortedTree.EMPTY;
    int keys = 1 << 14;
    for (int i = 0; i < keys; i++) {
      ascending = with(ascending, Bytes.utf8("%06d".formatted(i)), Bytes.EMPTY);
      descending = with(descending, Bytes.utf8("%06d".formatted(keys - i)), Bytes.EMPTY);
    }
    SortedTree half = ascending;
    for (int i = 0; i < keys; i += 2) {
      half = half.without(half.find(Bytes.utf8("%06d".formatted(i))));
    }
    assertTrue(ascending.height() <= 1.45 * 15, "height=" + ascending.height());
    assertTrue(descending.height() <= 1.45 * 15, "height=" + descending.height());
    assertTrue(half.height() <= 1.45 * 14, "height=" + half.height());
    assertEquals(keys / 2, half.nodes());
  }

  @Test
  void shouldBuildTheSameTreeFromSortedNodes() throws IOException {
    for (int size : new int[] {0, 1, 2, 3, 7, 8, 1_000}) {
      List<SortedTree.Node> nodes = new ArrayList<>();
      SortedTree inserted = SortedTree.EMPTY;
      for (int i = 0; i < size; i++) {
        Bytes key = Bytes.utf8("%04d".formatted(i));
        nodes.add(SortedTree.Node.leaf(key, key, 0));
        inserted = with(inserted, key, key);
      }
      SortedTree built = SortedTree.ofSorted(nodes);
      assertEquals(contents(inserted), contents(built));
      assertTrue(built.height() <= 1 + 31 - Integer.numberOfLeadingZeros(size + 1));
    }
  }

  @Test
  void shouldScanFromTheFirstKeyToBeforeTheLastAndNoFurtherThanTheLimit() {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    NavigableMap<Bytes, Bytes> model = new TreeMap<>();
    SortedTree tree = SortedTree.EMPTY;
    for (int i = 0; i < 200; i++) {
      Bytes key = Bytes.utf8("%03d".formatted(random.nextInt(1_000)));
      model.put(key, key);
      tree = with(tree, key, key);
    }
    for (int round = 0; round < 2_000; round++) {
      Bytes from = Bytes.utf8("%03d".formatted(random.nextInt(1_000)));
      Bytes to = Bytes.utf8("%03d".formatted(random.nextInt(1_000)));
      int limit = 1 + random.nextInt(250);
      List<Bytes> expected =
          from.compareTo(to) >= 0
              ? List.of()
              : model.subMap(from, to).keySet().stream().limit(limit).toList();
      assertEquals(
          expected, tree.scan(from, to, limit).stream().map(Entry::key).toList(), "seed=" + seed);
    }
    assertEquals(model.size(), tree.scan(Bytes.EMPTY, Bytes.EMPTY, 1_000).size());
  }

  @Test
  void shouldLeaveTombstonesOutOfAScanAndKeepThemForTheirVersion() {
    Bytes key = Bytes.utf8("gone");
    SortedTree tree = SortedTree.EMPTY.with(null, key, null, 7);
    assertEquals(List.of(), tree.scan(Bytes.EMPTY, Bytes.EMPTY, 10));
    assertEquals(7, tree.find(key).version);
    assertEquals(1, tree.nodes());
  }

  @Test
  void shouldBeUnchangedWhenAnAbsentKeyIsRemoved() {
    SortedTree tree = with(SortedTree.EMPTY, Bytes.utf8("a"), Bytes.EMPTY);
    assertNull(tree.find(Bytes.utf8("b")));
    assertSame(tree, tree.without(tree.find(Bytes.utf8("b"))));
  }
}
