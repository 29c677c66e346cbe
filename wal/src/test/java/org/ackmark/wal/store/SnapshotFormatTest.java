package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SnapshotFormatTest {
  private static final String NAME = SnapshotName.of(42);

  /** Shown with its explanation in the module's README. */
  private static final String GOLDEN =
      """
      41434b534e415031 01000000 00000000 2a00000000000000 0200000000000000
      2b000000
      04000000 03000000 0000000000000000 636f7374 313230
      04000000 ffffffff 0700000000000000 676f6e65
      5e1b6751
      00000000 26e2c6c3
      """;

  private static StoreState example() {
    return new StoreState(
        42,
        0,
        SortedTree.ofSorted(
            List.of(
                SortedTree.Node.leaf(Bytes.utf8("cost"), Bytes.utf8("120"), 0),
                SortedTree.Node.leaf(Bytes.utf8("gone"), null, 7))));
  }

  private static byte[] written(StoreState state) throws IOException {
    SimDisk disk = new SimDisk("sim");
    try (LogFile file = disk.create(NAME, FileMethod.FDATASYNC)) {
      SnapshotWriter.write(state, file);
    }
    return disk.contents(NAME);
  }

  private static StoreState read(byte[] bytes) throws IOException {
    SimDisk disk = new SimDisk("sim");
    try (LogFile file = disk.create(NAME, FileMethod.FDATASYNC);
        Arena arena = Arena.ofConfined()) {
      if (bytes.length > 0) {
        MemorySegment memory = arena.allocate(bytes.length);
        memory.copyFrom(MemorySegment.ofArray(bytes));
        file.write(memory, 0, bytes.length, 0);
      }
      return SnapshotReader.read(NAME, 42, file);
    }
  }

  private static CorruptSnapshotException refusal(byte[] bytes) {
    CorruptSnapshotException e = assertThrows(CorruptSnapshotException.class, () -> read(bytes));
    assertEquals(NAME, e.file());
    return e;
  }

  private static List<String> contents(StoreState state) throws IOException {
    List<String> contents = new ArrayList<>();
    state.tree().forEach(n -> contents.add(n.key + "=" + n.value + "@" + n.version));
    return contents;
  }

  @Test
  void shouldKeepItsBytesFromVersionToVersion() throws IOException {
    assertEquals(golden(), HexFormat.of().formatHex(written(example())));
    StoreState read = read(HexFormat.of().parseHex(golden()));
    assertEquals(42, read.lsn());
    assertEquals(contents(example()), contents(read));
  }

  private static String golden() {
    return GOLDEN.replaceAll("\\s", "");
  }

  @Test
  void shouldRefuseAFileWithAnyBitFlipped() throws IOException {
    byte[] bytes = written(example());
    for (int bit = 0; bit < bytes.length * 8; bit++) {
      byte[] damaged = bytes.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      refusal(damaged);
    }
  }

  @Test
  void shouldRefuseAFileThatEndsEarlyAtAnyByteOrGoesOn() throws IOException {
    byte[] bytes = written(example());
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertTrue(refusal(cut).offset() <= length);
    }
    assertEquals(bytes.length, refusal(Arrays.copyOf(bytes, bytes.length + 1)).offset());
  }

  @ParameterizedTest
  @CsvSource({
    "0, magic, 0",
    "8, version=, 8",
    "12, zero, 12",
    "16, name, 16",
  })
  void shouldSayWhatIsWrongWithAHeader(int damagedAt, String reason, long offset)
      throws IOException {
    byte[] bytes = written(example());
    bytes[damagedAt] ^= 2;
    CorruptSnapshotException e = refusal(bytes);
    assertTrue(e.getMessage().contains(reason), e::getMessage);
    assertEquals(offset, e.offset());
  }

  @ParameterizedTest
  @CsvSource({
    "32, 7fffffff, a chunk longer than any",
    "32, 80000000, a negative length of a chunk",
    "36, 00000000, an empty key",
    "36, 7fffffff, a key longer than any",
    "40, 7fffffff, a value longer than any",
    "40, 80000000, a negative length of a value",
    "40, 00000004, entries that overlap",
    "40, 00000100, a value beyond its chunk",
    "48, 80000000, a negative version",
    "24, 00000003, a count of entries that are not there",
    "63, 00000001, a tombstone of a key that has no version",
    "52, 7a7a7a7a, keys that do not ascend",
  })
  void shouldRefuseLengthsThatCannotBeThoughTheChecksumsMatch(int at, String hex, String what)
      throws IOException {
    byte[] bytes = written(example());
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(at, (int) Long.parseLong(hex, 16));
    reseal(buffer);
    assertThrows(CorruptSnapshotException.class, () -> read(bytes), what);
  }

  /** Makes both checksums right for whatever the file says. */
  private static void reseal(ByteBuffer file) {
    int end = file.capacity();
    CRC32C crc = new CRC32C();
    crc.update(file.duplicate().position(0).limit(end - 12));
    file.putInt(end - 12, (int) crc.getValue());
    crc.update(file.duplicate().position(end - 8).limit(end - 4));
    file.putInt(end - 4, (int) crc.getValue());
  }

  @Test
  void shouldGiveBackEntriesOfEverySizeAcrossChunks() throws IOException {
    long seed = Seeds.next();
    SplittableRandom random = new SplittableRandom(seed);
    List<SortedTree.Node> nodes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] value = new byte[i == 20 ? KeyValue.MAX_VALUE_BYTES : random.nextInt(200_000)];
      random.nextBytes(value);
      boolean tombstone = random.nextInt(5) == 0;
      nodes.add(
          SortedTree.Node.leaf(
              Bytes.utf8("%03d".formatted(i)),
              tombstone ? null : Bytes.of(value),
              tombstone ? 1 : random.nextInt(3)));
    }
    StoreState state = new StoreState(42, 0, SortedTree.ofSorted(nodes));
    byte[] bytes = written(state);
    assertEquals(contents(state), contents(read(bytes)), "seed=" + seed);
    assertTrue(chunkStarts(bytes).size() > 4, "chunks=" + chunkStarts(bytes).size());
  }

  /** Offsets of the chunks, and of the end. */
  private static List<Integer> chunkStarts(byte[] bytes) {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> starts = new ArrayList<>();
    int at = SnapshotFormat.HEADER_BYTES;
    while (at < bytes.length) {
      starts.add(at);
      at += SnapshotFormat.LENGTH_BYTES + file.getInt(at) + SnapshotFormat.CRC_BYTES;
    }
    return starts;
  }

  @Test
  void shouldRefuseAFileThatLacksAChunkOrHasTwoExchanged() throws IOException {
    List<SortedTree.Node> nodes = new ArrayList<>();
    for (int i = 0; i < 4; i++) { // each a chunk of its own, all of one size
      byte[] value = new byte[SnapshotFormat.CHUNK_BYTES];
      nodes.add(SortedTree.Node.leaf(Bytes.utf8("" + i), Bytes.of(value), 0));
    }
    byte[] bytes = written(new StoreState(42, 0, SortedTree.ofSorted(nodes)));
    List<Integer> starts = chunkStarts(bytes);
    assertEquals(5, starts.size());
    int chunkBytes = starts.get(2) - starts.get(1);
    byte[] exchanged = bytes.clone();
    System.arraycopy(bytes, starts.get(1), exchanged, starts.get(2), chunkBytes);
    System.arraycopy(bytes, starts.get(2), exchanged, starts.get(1), chunkBytes);
    assertEquals(starts.get(1).longValue(), refusal(exchanged).offset());
    byte[] lacking = new byte[bytes.length - chunkBytes];
    System.arraycopy(bytes, 0, lacking, 0, starts.get(1));
    System.arraycopy(bytes, starts.get(2), lacking, starts.get(1), bytes.length - starts.get(2));
    assertEquals(starts.get(1).longValue(), refusal(lacking).offset());
  }

  @Test
  void shouldKeepTheNamesOfItsFilesFromVersionToVersion() {
    assertEquals("snapshot-00000000000000000042", SnapshotName.of(42));
    assertEquals("snapshot-00000000000000000042.tmp", SnapshotName.temporary(42));
    assertEquals(Long.MAX_VALUE, SnapshotName.lsn(SnapshotName.of(Long.MAX_VALUE)).orElseThrow());
    for (String other :
        List.of("segment-000000000001", "snapshot-42", SnapshotName.temporary(1), "LOCK")) {
      assertTrue(SnapshotName.lsn(other).isEmpty(), other);
    }
    assertTrue(SnapshotName.lsn("snapshot-99999999999999999999").isEmpty());
  }
}
