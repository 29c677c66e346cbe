package org.ackmark.bench.jmh;

import java.io.IOException;
import java.util.Optional;
import org.ackmark.wal.Wal;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;

/** One operation of one writer, over and over; blocks until it is done. Thread-safe. */
@FunctionalInterface
interface Work {
  /** Does it once and tells the writer. */
  void once(Writer writer) throws IOException, InterruptedException;

  /** Appends a record and waits until it is acknowledged. */
  static Work commit(Wal log) {
    return writer -> {
      long start = System.nanoTime();
      log.commit(log.append(writer.record()));
      writer.committed(start, System.nanoTime());
    };
  }

  /** Appends a record and waits for nothing but room. */
  static Work append(Wal log) {
    return writer -> {
      long start = System.nanoTime();
      log.append(writer.record());
      writer.operated(start, System.nanoTime());
    };
  }

  /** Puts a value under a key chosen evenly. */
  static Work put(KeyValue store, Keys keys) {
    return writer -> {
      Bytes key = keys.key(writer.choose(keys.count()));
      long start = System.nanoTime();
      store.put(key, writer.value());
      writer.committed(start, System.nanoTime());
    };
  }

  /** Gets the value of a key chosen evenly. */
  static Work get(KeyValue store, Keys keys) {
    return writer -> {
      Bytes key = keys.key(writer.choose(keys.count()));
      long start = System.nanoTime();
      requirePresent(store.get(key), key);
      writer.operated(start, System.nanoTime());
    };
  }

  /** Gets in {@code getPercent} of a hundred operations, puts otherwise. Only puts are timed. */
  static Work mix(KeyValue store, Keys keys, int getPercent) {
    Work put = put(store, keys);
    return writer -> {
      if (writer.choose(100) >= getPercent) {
        put.once(writer);
        return;
      }
      Bytes key = keys.key(writer.choose(keys.count()));
      long start = System.nanoTime();
      requirePresent(store.get(key), key);
      writer.operatedBeside(start, System.nanoTime());
    };
  }

  private static void requirePresent(Optional<Bytes> value, Bytes key) throws IOException {
    if (value.isEmpty()) {
      throw new IOException("the store has lost key=" + key);
    }
  }
}
