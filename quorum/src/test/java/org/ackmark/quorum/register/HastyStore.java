package org.ackmark.quorum.register;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.KeyValue;
import org.ackmark.wal.store.Versioned;

/** Says that a write is done when it has only begun. */
final class HastyStore implements KeyValue {
  private final KeyValue store;

  HastyStore(KeyValue store) {
    this.store = store;
  }

  @Override
  public CompletionStage<Boolean> writeAsync(Batch batch) {
    CompletableFuture<Boolean> begun = new CompletableFuture<>();
    store.writeAsync(batch).whenComplete((done, failure) -> begun.complete(done));
    begun.complete(true);
    return begun;
  }

  @Override
  public Versioned read(Bytes key) throws IOException, InterruptedException {
    return store.read(key);
  }

  @Override
  public List<Entry> scan(Bytes from, Bytes to, int limit)
      throws IOException, InterruptedException {
    return store.scan(from, to, limit);
  }

  @Override
  public boolean write(Batch batch) throws IOException, InterruptedException {
    return store.write(batch);
  }

  @Override
  public void close() throws IOException {
    store.close();
  }
}
