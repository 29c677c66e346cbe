package org.ackmark.wal.store;

import java.util.List;
import java.util.Optional;

/**
 * What a store holds after one record of its log, and nothing of any later one. Immutable. What a
 * batch does depends on the state before it and the batch only, so a replay repeats it.
 *
 * @param lsn the last record applied
 * @param logBytes bytes of the records applied since the store's opening or its snapshot
 * @param tree the keys after that record
 */
record StoreState(long lsn, long logBytes, SortedTree tree) {
  static final StoreState EMPTY = new StoreState(0, 0, SortedTree.EMPTY);

  /** What it holds for a key. */
  Versioned read(Bytes key) {
    SortedTree.Node node = tree.find(key);
    return node == null
        ? Versioned.ABSENT
        : new Versioned(node.version, Optional.ofNullable(node.value));
  }

  /** See {@link KeyValue#scan}. */
  List<Entry> scan(Bytes from, Bytes to, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit=" + limit + " is not at least 1");
    }
    return tree.scan(from, to, limit);
  }

  /** The tree after {@code batch}; null when a version in it is not newer: nothing changes then. */
  SortedTree treeAfter(Batch batch) {
    List<Change> changes = batch.changes();
    SortedTree changed = tree;
    for (int i = 0; i < changes.size() && changed != null; i++) {
      changed = treeAfter(changes.get(i), changed);
    }
    return changed;
  }

  private static SortedTree treeAfter(Change change, SortedTree tree) {
    SortedTree.Node old = tree.find(change.key());
    long oldVersion = old == null ? Change.UNVERSIONED : old.version;
    boolean versioned = change.version() != Change.UNVERSIONED;
    if (versioned && change.version() <= oldVersion) {
      return null;
    }
    long version = versioned ? change.version() : oldVersion;
    return switch (change) {
      case Change.Put put -> tree.with(old, put.key(), put.value(), version);
      case Change.Delete delete ->
          version == Change.UNVERSIONED
              ? tree.without(old)
              : tree.with(old, delete.key(), null, version);
    };
  }

  /** The state after the next record, {@code batch}, given its {@link #treeAfter}. */
  StoreState next(Batch batch, SortedTree treeAfter) {
    return new StoreState(
        lsn + 1, logBytes + batch.encodedBytes(), treeAfter == null ? tree : treeAfter);
  }

  /** The same after records that changed nothing, up to {@code later}. */
  StoreState at(long later) {
    return new StoreState(later, logBytes, tree);
  }
}
