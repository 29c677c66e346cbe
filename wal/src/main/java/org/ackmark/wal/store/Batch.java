package org.ackmark.wal.store;

import java.util.ArrayList;
import java.util.List;

/**
 * Changes that take effect together or not at all: one record of the log. They are applied in
 * order, so the last one on a key wins; when one has a version that is not newer than its key's,
 * the whole batch changes nothing. Immutable.
 */
public final class Batch {
  private final List<Change> changes;
  private final int encodedBytes;

  /** Over an immutable list. */
  Batch(List<Change> changes) {
    this.changes = changes;
    this.encodedBytes = StoreRecord.encodedBytes(changes);
  }

  /**
   * These changes, in this order.
   *
   * @throws IllegalArgumentException when there is none, or they exceed one record of the log
   */
  public static Batch of(Change... changes) {
    return new Batch(List.of(changes));
  }

  /** One {@link Change.Put} without a condition. */
  public static Batch put(Bytes key, Bytes value) {
    return of(new Change.Put(key, value, Change.UNVERSIONED));
  }

  /** One {@link Change.Delete} without a condition. */
  public static Batch delete(Bytes key) {
    return of(new Change.Delete(key, Change.UNVERSIONED));
  }

  /**
   * One {@link Change.Put} that counts if {@code version} is higher than the key's.
   *
   * @param version at least 1
   */
  public static Batch putIfNewer(Bytes key, Bytes value, long version) {
    return of(new Change.Put(key, value, versioned(version)));
  }

  /**
   * One {@link Change.Delete} that counts if {@code version} is higher than the key's.
   *
   * @param version at least 1
   */
  public static Batch deleteIfNewer(Bytes key, long version) {
    return of(new Change.Delete(key, versioned(version)));
  }

  private static long versioned(long version) {
    if (version <= Change.UNVERSIONED) {
      throw new IllegalArgumentException("version=" + version + " is not at least 1");
    }
    return version;
  }

  /** Collects changes. */
  public static Builder builder() {
    return new Builder();
  }

  /** The changes in order, at least one. */
  public List<Change> changes() {
    return changes;
  }

  /** Size of the record that holds it; at most {@link StoreRecord#MAX_BYTES}. */
  public int encodedBytes() {
    return encodedBytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch batch && changes.equals(batch.changes);
  }

  @Override
  public int hashCode() {
    return changes.hashCode();
  }

  @Override
  public String toString() {
    return changes.toString();
  }

  /** Collects the changes of a batch; for one thread. */
  public static final class Builder {
    private final List<Change> changes = new ArrayList<>();

    private Builder() {}

    /** Adds a put without a condition. */
    public Builder put(Bytes key, Bytes value) {
      return add(new Change.Put(key, value, Change.UNVERSIONED));
    }

    /** Adds a delete without a condition. */
    public Builder delete(Bytes key) {
      return add(new Change.Delete(key, Change.UNVERSIONED));
    }

    /** Adds a change. */
    public Builder add(Change change) {
      changes.add(change);
      return this;
    }

    /**
     * The batch so far; the builder may go on.
     *
     * @throws IllegalArgumentException when it is empty, or exceeds one record of the log
     */
    public Batch build() {
      return new Batch(List.copyOf(changes));
    }
  }
}
