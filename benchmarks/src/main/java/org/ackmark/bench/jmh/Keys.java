package org.ackmark.bench.jmh;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.KeyValue;

/** The keys of a store under load: 0 to count − 1, as eight bytes each. Immutable. */
record Keys(int count) {
  /** No more than a cold store of several replicas gets through before a timeout. */
  private static final int OUTSTANDING = 128;

  Bytes key(int number) {
    return Bytes.of(ByteBuffer.allocate(Long.BYTES).putLong(number).flip());
  }

  /** Gives every key that value; blocks until all are acknowledged. */
  void fill(KeyValue store, Bytes value) throws Exception {
    Semaphore room = new Semaphore(OUTSTANDING);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    for (int i = 0; i < count; i++) {
      room.acquire();
      CompletionStage<Boolean> put = store.putAsync(key(i), value);
      put.whenComplete((done, e) -> {
        failure.compareAndSet(null, e);
        room.release();
      });
    }
    room.acquire(OUTSTANDING);
    if (failure.get() != null) {
      throw new IllegalStateException(
          "the store could not be filled: " + failure.get().getMessage(), failure.get());
    }
  }
}
