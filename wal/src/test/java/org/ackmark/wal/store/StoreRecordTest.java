package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoreRecordTest {
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes VALUE = Bytes.utf8("value");

  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of(Batch.put(KEY, VALUE), "01 03000000 05000000 6b6579 76616c7565"),
        Arguments.of(Batch.delete(KEY), "02 03000000 6b6579"),
        Arguments.of(
            Batch.putIfNewer(KEY, VALUE, 258),
            "03 0201000000000000 03000000 05000000 6b6579 76616c7565"),
        Arguments.of(Batch.deleteIfNewer(KEY, 7), "04 0700000000000000 03000000 6b6579"),
        Arguments.of(
            Batch.builder().put(KEY, Bytes.EMPTY).delete(KEY).build(),
            "05 02000000 01 03000000 00000000 6b6579 02 03000000 6b6579"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void shouldKeepItsBytesFromVersionToVersion(Batch batch, String hex) throws IOException {
    ByteBuffer record = StoreRecord.encode(batch);
    assertEquals(hex.replace(" ", ""), HexFormat.of().formatHex(Bytes.of(record).toArray()));
    assertEquals(batch, StoreRecord.decode(1, record));
    assertEquals(0, record.position());
  }

  @ParameterizedTest
  @MethodSource("golden")
  void shouldRefuseARecordThatEndsEarlyAtAnyByte(Batch batch, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer cut = ByteBuffer.wrap(bytes, 0, length);
      CorruptRecordException e =
          assertThrows(CorruptRecordException.class, () -> StoreRecord.decode(42, cut));
      assertEquals(42, e.lsn());
      assertTrue(e.offset() <= length, () -> e.getMessage() + " of " + batch);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00, type 0 as in preallocated zeros",
    "0000000000000000, zeros",
    "06 03000000 6b6579, a type from the future",
    "02 03000000 6b6579 00, bytes after the end",
    "02 00000000, an empty key",
    "02 ffffffff 6b, a negative key length",
    "02 01000100 6b, a key above 64 KiB",
    "01 01000000 ffffffff 6b, a negative value length",
    "01 01000000 01000001 6b, a value above 16 MiB",
    "03 0000000000000000 01000000 00000000 6b, version 0",
    "03 ffffffffffffffff 01000000 00000000 6b, a negative version",
    "05 01000000 02 01000000 6b, a batch of one",
    "05 ffffffff 02 01000000 6b, a negative count",
    "05 ffffff7f 02 01000000 6b, a count that no record could hold",
    "05 02000000 02 01000000 6b, a batch that lacks a change",
    "05 02000000 02 01000000 6b 05 02000000, a batch in a batch"
  })
  void shouldRefuseWhatNoStoreWrote(String hex, String what) {
    ByteBuffer record = ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    assertThrows(CorruptRecordException.class, () -> StoreRecord.decode(1, record), what);
  }

  @Test
  void shouldGiveBackEveryBatchAndRefuseEveryDamagedLength() throws IOException {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int round = 0; round < 5_000; round++) {
      Batch batch = Batches.random(random, 1 + random.nextInt(5));
      ByteBuffer record = StoreRecord.encode(batch);
      assertEquals(batch.encodedBytes(), record.remaining());
      assertEquals(batch, StoreRecord.decode(1, record), () -> "seed=" + seed);
      int at = random.nextInt(record.limit());
      record.put(at, (byte) (record.get(at) ^ 1 << random.nextInt(8)));
      refused += isRefused(record) ? 1 : 0;
    }
    assertTrue(refused > 500, "refused=" + refused + ": the damage was not felt, seed=" + seed);
  }

  /** Damage in a value is the log's checksum's to find; anything else must not end differently. */
  private static boolean isRefused(ByteBuffer record) throws IOException {
    try {
      StoreRecord.decode(1, record);
      return false;
    } catch (CorruptRecordException e) {
      return true;
    }
  }

  @Test
  void shouldRefuseKeysValuesAndBatchesBeyondTheLimits() {
    Bytes longest = Bytes.of(new byte[KeyValue.MAX_KEY_BYTES]);
    Bytes largest = Bytes.of(new byte[KeyValue.MAX_VALUE_BYTES]);
    assertEquals(1 + 4 + 4 + (64 << 10) + (16 << 20), Batch.put(longest, largest).encodedBytes());
    assertRefused(() -> Batch.put(Bytes.EMPTY, VALUE));
    assertRefused(() -> Batch.put(Bytes.of(new byte[KeyValue.MAX_KEY_BYTES + 1]), VALUE));
    assertRefused(() -> Batch.put(KEY, Bytes.of(new byte[KeyValue.MAX_VALUE_BYTES + 1])));
    assertRefused(() -> Batch.putIfNewer(KEY, VALUE, 0));
    assertRefused(() -> Batch.deleteIfNewer(KEY, -1));
    assertRefused(() -> Batch.builder().build());
    Batch.Builder four = Batch.builder();
    for (int i = 0; i < 4; i++) {
      four.put(KEY, largest);
    }
    assertRefused(four::build);
  }

  private static void assertRefused(Runnable action) {
    assertThrows(IllegalArgumentException.class, action::run);
  }
}
