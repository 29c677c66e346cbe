package org.ackmark.wal.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keys and values, ordered by key: all that callers see of a store, whatever keeps it.
 *
 * <p>Any number of threads may use it. A blocking write returns when the store has acknowledged it;
 * what that survives is the store's own guarantee, and its documentation says so. A write that
 * fails or is interrupted is <em>indeterminate</em>: it may still take effect, now or at a later
 * opening.
 *
 * <p><b>Versions.</b> A key's version is the highest that it was ever given by {@link #putIfNewer}
 * or {@link #deleteIfNewer}; it never goes down. A plain put or delete changes the value and leaves
 * the version. Therefore a deleted key with a version leaves a tombstone (the key and the version)
 * for the life of the store, or a late write of an old version would bring the value back; a
 * deleted key that never had a version leaves nothing.
 *
 * <p>A store that cannot do something (a scan, a batch over several keys) throws {@link
 * UnsupportedOperationException}.
 */
public interface KeyValue extends AutoCloseable {
  /** The longest key: 64 KiB. */
  int MAX_KEY_BYTES = 64 << 10;

  /** The longest value: 16 MiB. */
  int MAX_VALUE_BYTES = 16 << 20;

  /** The key's value; empty when there is none. */
  default Optional<Bytes> get(Bytes key) throws IOException, InterruptedException {
    return read(key).value();
  }

  /** The key's value and version; {@link Versioned#ABSENT} when it has neither. */
  Versioned read(Bytes key) throws IOException, InterruptedException;

  /**
   * The entries with {@code from <= key < to}, in order of their keys; deleted ones are left out.
   *
   * @param to {@link Bytes#EMPTY} for no bound
   * @param limit the most entries to return, at least 1
   */
  List<Entry> scan(Bytes from, Bytes to, int limit) throws IOException, InterruptedException;

  /**
   * Writes a batch: all of it or nothing, for readers and after a crash. Blocks until acknowledged.
   *
   * @return false when a version in it was not newer, so that nothing changed
   * @throws IOException when the store failed or is closed; the outcome is indeterminate
   * @throws InterruptedException when interrupted while waiting; the outcome is indeterminate
   */
  boolean write(Batch batch) throws IOException, InterruptedException;

  /**
   * Like {@link #write}, without waiting: for many writes in flight from one thread. Blocks only
   * while the store's buffer is full. A failure completes the stage. Stages complete on a thread of
   * the store; what depends on them there must not block.
   */
  CompletionStage<Boolean> writeAsync(Batch batch);

  /** Stores {@code value}. Blocks and fails like {@link #write}. */
  default void put(Bytes key, Bytes value) throws IOException, InterruptedException {
    write(Batch.put(key, value));
  }

  /** Removes the key's value, if any. Blocks and fails like {@link #write}. */
  default void delete(Bytes key) throws IOException, InterruptedException {
    write(Batch.delete(key));
  }

  /**
   * Stores {@code value} only if {@code version} is higher than the key's. Blocks and fails like
   * {@link #write}.
   *
   * @param version at least 1
   * @return whether it was stored
   */
  default boolean putIfNewer(Bytes key, Bytes value, long version)
      throws IOException, InterruptedException {
    return write(Batch.putIfNewer(key, value, version));
  }

  /**
   * Removes the value only if {@code version} is higher than the key's; the version stays as a
   * tombstone. Blocks and fails like {@link #write}.
   *
   * @param version at least 1
   * @return whether it took effect
   */
  default boolean deleteIfNewer(Bytes key, long version) throws IOException, InterruptedException {
    return write(Batch.deleteIfNewer(key, version));
  }

  /** Like {@link #put}, without waiting; see {@link #writeAsync}. */
  default CompletionStage<Boolean> putAsync(Bytes key, Bytes value) {
    return writeAsync(Batch.put(key, value));
  }

  /** Releases the store. Later calls fail. A second call does nothing. */
  @Override
  void close() throws IOException;
}
