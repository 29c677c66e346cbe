package org.ackmark.wal.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An immutable map from keys to values and versions, in order of the keys: a balanced (AVL) tree of
 * which a change copies only the path from the root. Whoever holds a tree holds one state of the
 * store, whatever is written meanwhile; the price is a few hundred bytes of garbage for each
 * change.
 *
 * <p>Safe for any number of readers. Holds nothing durable.
 */
final class SortedTree {
  static final SortedTree EMPTY = new SortedTree(null, 0);

  /** Receives the nodes of a tree in order of their keys. */
  @FunctionalInterface
  interface Visitor {
    void visit(Node node) throws IOException;
  }

  private final Node root; // null when empty
  private final long nodes;

  private SortedTree(Node root, long nodes) {
    this.root = root;
    this.nodes = nodes;
  }

  /** A tree of these nodes, whose keys ascend strictly. */
  static SortedTree ofSorted(List<Node> sorted) {
    return new SortedTree(balanced(sorted, 0, sorted.size()), sorted.size());
  }

  private static Node balanced(List<Node> sorted, int from, int to) {
    if (from == to) {
      return null;
    }
    int middle = (from + to) >>> 1;
    return sorted
        .get(middle)
        .over(balanced(sorted, from, middle), balanced(sorted, middle + 1, to));
  }

  /** How many keys it holds, those of tombstones included. */
  long nodes() {
    return nodes;
  }

  /** The longest path from the root: nodes visited, at most, by a look-up. */
  int height() {
    return Node.height(root);
  }

  /** The node of a key, or null. */
  Node find(Bytes key) {
    Node node = root;
    while (node != null) {
      int order = key.compareTo(node.key);
      if (order == 0) {
        return node;
      }
      node = order < 0 ? node.left : node.right;
    }
    return null;
  }

  /**
   * This tree with the key's value and version replaced or added.
   *
   * @param old what {@link #find} says of the key
   * @param value null for a tombstone
   */
  SortedTree with(Node old, Bytes key, Bytes value, long version) {
    return new SortedTree(inserted(root, key, value, version), old == null ? nodes + 1 : nodes);
  }

  private static Node inserted(Node node, Bytes key, Bytes value, long version) {
    if (node == null) {
      return new Node(key, value, version, null, null);
    }
    int order = key.compareTo(node.key);
    if (order == 0) {
      return new Node(node.key, value, version, node.left, node.right);
    }
    return order < 0
        ? node.rebalanced(inserted(node.left, key, value, version), node.right)
        : node.rebalanced(node.left, inserted(node.right, key, value, version));
  }

  /** This tree without the key of {@code old}, one of its nodes; itself when that is null. */
  SortedTree without(Node old) {
    return old == null ? this : new SortedTree(removed(root, old.key), nodes - 1);
  }

  private static Node removed(Node node, Bytes key) {
    int order = key.compareTo(node.key);
    if (order < 0) {
      return node.rebalanced(removed(node.left, key), node.right);
    }
    if (order > 0) {
      return node.rebalanced(node.left, removed(node.right, key));
    }
    if (node.left == null || node.right == null) {
      return node.left == null ? node.right : node.left;
    }
    Node next = node.right.first();
    return next.rebalanced(node.left, removed(node.right, next.key));
  }

  /** The entries with {@code from <= key < to} that have a value, at most {@code limit}. */
  List<Entry> scan(Bytes from, Bytes to, int limit) {
    List<Entry> found = new ArrayList<>(Math.min(limit, 64));
    scan(root, from, to, limit, found);
    return found;
  }

  private static void scan(Node node, Bytes from, Bytes to, int limit, List<Entry> found) {
    if (node == null || found.size() == limit) {
      return;
    }
    boolean reached = node.key.compareTo(from) >= 0;
    if (reached) {
      scan(node.left, from, to, limit, found);
    }
    if (to.sizeBytes() > 0 && node.key.compareTo(to) >= 0) {
      return;
    }
    if (reached && node.value != null && found.size() < limit) {
      found.add(new Entry(node.key, node.value, node.version));
    }
    scan(node.right, from, to, limit, found);
  }

  /** Visits every node, tombstones included, in order of the keys. */
  void forEach(Visitor visitor) throws IOException {
    forEach(root, visitor);
  }

  private static void forEach(Node node, Visitor visitor) throws IOException {
    if (node != null) {
      forEach(node.left, visitor);
      visitor.visit(node);
      forEach(node.right, visitor);
    }
  }

  /** A key with what is stored for it, and the two subtrees. */
  static final class Node {
    final Bytes key;
    final Bytes value; // null in a tombstone
    final long version;
    private final Node left;
    private final Node right;
    private final int height;

    private Node(Bytes key, Bytes value, long version, Node left, Node right) {
      this.key = key;
      this.value = value;
      this.version = version;
      this.left = left;
      this.right = right;
      this.height = 1 + Math.max(height(left), height(right));
    }

    /** A node without subtrees; {@code value} is null in a tombstone. */
    static Node leaf(Bytes key, Bytes value, long version) {
      return new Node(key, value, version, null, null);
    }

    private Node over(Node newLeft, Node newRight) {
      return new Node(key, value, version, newLeft, newRight);
    }

    private Node first() {
      Node node = this;
      while (node.left != null) {
        node = node.left;
      }
      return node;
    }

    /** This node over subtrees whose heights differ by at most two, rotated to one at most. */
    private Node rebalanced(Node newLeft, Node newRight) {
      int lean = height(newLeft) - height(newRight);
      if (lean > 1) {
        return leftHeavy(newLeft, newRight);
      }
      return lean < -1 ? rightHeavy(newLeft, newRight) : over(newLeft, newRight);
    }

    private Node leftHeavy(Node newLeft, Node newRight) {
      Node inner = newLeft.right;
      if (height(newLeft.left) >= height(inner)) {
        return newLeft.over(newLeft.left, over(inner, newRight));
      }
      return inner.over(newLeft.over(newLeft.left, inner.left), over(inner.right, newRight));
    }

    private Node rightHeavy(Node newLeft, Node newRight) {
      Node inner = newRight.left;
      if (height(newRight.right) >= height(inner)) {
        return newRight.over(over(newLeft, inner), newRight.right);
      }
      return inner.over(over(newLeft, inner.left), newRight.over(inner.right, newRight.right));
    }

    private static int height(Node node) {
      return node == null ? 0 : node.height;
    }
  }
}
