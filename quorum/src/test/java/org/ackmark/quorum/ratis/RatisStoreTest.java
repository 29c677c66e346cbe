package org.ackmark.quorum.ratis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ackmark.wal.store.Batch;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.Change;
import org.ackmark.wal.store.Entry;
import org.ackmark.wal.store.Versioned;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

/** What a caller may rely on, with one, three and five replicas and both ways to read. */
@ParameterizedClass(name = "n={0} {1}")
@CsvSource({"1, LINEARIZABLE", "3, DEFAULT", "5, LINEARIZABLE"})
class RatisStoreTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  @Parameter(0)
  int n;

  @Parameter(1)
  RatisReads reads;

  @TempDir Path directory;

  private Replicas replicas;
  private RatisStore store;

  @BeforeEach
  void open() throws IOException {
    replicas = Replicas.start(directory, n, Replicas.SMALL);
    store = replicas.store(reads, Replicas.TIMEOUT);
  }

  @AfterEach
  void close() throws IOException {
    store.close();
    replicas.close();
  }

  @Test
  void shouldKeepTheContractOfAStore() throws Exception {
    readsItsOwnWrites();
    letsNoOldVersionReplaceANewerOne();
    appliesABatchWholeOrNotAtAll();
    scansInTheOrderOfTheKeys();
    completesManyOutstandingWrites();
    takesLargeRecordsAndRefusesLargerOnes();
    replicas.up().forEach(replica -> assertEquals(Optional.empty(), replica.failure()));
    store.close();
    assertThrows(IOException.class, () -> store.put(A, ONE));
    assertThrows(IOException.class, () -> store.read(A));
  }

  private void readsItsOwnWrites() throws Exception {
    assertEquals(Versioned.ABSENT, store.read(A));
    store.put(A, ONE);
    assertEquals(Optional.of(ONE), store.get(A));
    store.put(A, TWO);
    assertEquals(Optional.of(TWO), store.get(A));
    store.put(B, Bytes.EMPTY);
    assertEquals(Optional.of(Bytes.EMPTY), store.get(B));
    store.delete(A);
    store.delete(B);
    assertEquals(Versioned.ABSENT, store.read(A));
    assertEquals(List.of(), store.scan(Bytes.EMPTY, Bytes.EMPTY, 10));
  }

  private void letsNoOldVersionReplaceANewerOne() throws Exception {
    assertTrue(store.putIfNewer(A, ONE, 5));
    assertFalse(store.putIfNewer(A, TWO, 5));
    assertFalse(store.deleteIfNewer(A, 5));
    assertEquals(new Versioned(5, Optional.of(ONE)), store.read(A));
    store.delete(A);
    assertEquals(new Versioned(5, Optional.empty()), store.read(A));
    assertFalse(store.putIfNewer(A, TWO, 5));
    assertTrue(store.putIfNewer(A, TWO, 6));
    assertEquals(new Versioned(6, Optional.of(TWO)), store.read(A));
  }

  private void appliesABatchWholeOrNotAtAll() throws Exception {
    assertFalse(store.write(Batch.of(new Change.Put(B, ONE, 0), new Change.Put(A, ONE, 6))));
    assertEquals(Optional.empty(), store.get(B));
    assertTrue(store.write(Batch.builder().put(B, ONE).put(B, TWO).delete(A).build()));
    assertEquals(Optional.of(TWO), store.get(B));
    assertEquals(Optional.empty(), store.get(A));
  }

  private void scansInTheOrderOfTheKeys() throws Exception {
    store.write(Batch.builder().put(B, TWO).put(A, ONE).build());
    Entry a = new Entry(A, ONE, 6);
    Entry b = new Entry(B, TWO, 0);
    assertEquals(List.of(a, b), store.scan(Bytes.EMPTY, Bytes.EMPTY, 10));
    assertEquals(List.of(a), store.scan(A, B, 10));
    assertEquals(List.of(a), store.scan(A, Bytes.EMPTY, 1));
    assertEquals(List.of(), store.scan(B, A, 10));
    assertThrows(IllegalArgumentException.class, () -> store.scan(A, B, 0));
  }

  private void completesManyOutstandingWrites() throws Exception {
    List<CompletableFuture<Boolean>> writes = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      writes.add(store.putAsync(A, Bytes.utf8("" + i)).toCompletableFuture());
    }
    for (CompletableFuture<Boolean> write : writes) {
      assertTrue(write.get());
    }
    assertEquals(Optional.of(Bytes.utf8("299")), store.get(A), "one client's writes keep order");
  }

  private void takesLargeRecordsAndRefusesLargerOnes() throws Exception {
    int around = Batch.put(A, Bytes.EMPTY).encodedBytes();
    Bytes largest = Bytes.of(new byte[RatisStore.MAX_RECORD_BYTES - around]);
    store.put(A, largest);
    assertEquals(Optional.of(largest), store.get(A));
    Bytes larger = Bytes.of(new byte[RatisStore.MAX_RECORD_BYTES - around + 1]);
    assertThrows(IllegalArgumentException.class, () -> store.put(A, larger));
  }
}
