package org.ackmark.wal.format;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bytes on the disk. The golden ones were made by another program from the diagrams of {@link
 * SegmentHeader} and {@link EntryHeader}: a change to them is a change of the format's version.
 */
class FormatGoldenTest {
  private static final String SEGMENT_HEADER =
      """
      41 43 4b 4d 41 52 4b 31 01 00 00 00 08 00 00 00
      77 66 55 44 33 22 11 00 ff ee dd cc bb aa 99 88
      07 00 00 00 00 00 00 00 06 00 00 00 00 00 00 00
      03 00 00 00 00 00 00 00 29 00 00 00 00 00 00 00
      0c 00 00 00 00 00 00 00 49 77 30 de
      """;

  /** A record of 7 bytes at 4096, one of 16 after it, a mark, a low-water mark, a seal. */
  private static final String ENTRIES =
      """
      68 a3 14 42 00 a6 a3 45 07 00 00 00 01 00 00 00
      03 00 00 00 00 00 00 00 2a 00 00 00 00 00 00 00
      29 00 00 00 00 00 00 00 61 63 6b 6d 61 72 6b 00
      1b 4e 96 97 eb 08 c9 d9 10 00 00 00 01 00 00 00
      03 00 00 00 00 00 00 00 2b 00 00 00 00 00 00 00
      29 00 00 00 00 00 00 00 00 01 02 03 04 05 06 07
      08 09 0a 0b 0c 0d 0e 0f
      ae e6 a0 ca 00 00 00 00 00 00 00 00 02 00 00 00
      03 00 00 00 00 00 00 00 2b 00 00 00 00 00 00 00
      2b 00 00 00 00 00 00 00
      a2 6b a0 3a 00 00 00 00 00 00 00 00 04 00 00 00
      03 00 00 00 00 00 00 00 14 00 00 00 00 00 00 00
      13 00 00 00 00 00 00 00
      17 16 6c 15 00 00 00 00 00 00 00 00 03 00 00 00
      03 00 00 00 00 00 00 00 2b 00 00 00 00 00 00 00
      2b 00 00 00 00 00 00 00
      """;

  private static final int[] ENTRY_OFFSETS = {0, 48, 104, 144, 184};

  /** The bytes of the header that mean something; the rest of its block is zeros, unread. */
  private static final int HEADER_BYTES = 76;

  private static final SegmentHeader HEADER =
      new SegmentHeader(
          UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"), 7, 6, 3, 41, 12, Long.BYTES);

  private final Arena arena = Arena.ofConfined();

  @AfterEach
  void free() {
    arena.close();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  private MemorySegment memory(byte[] bytes) {
    MemorySegment memory = arena.allocate(SegmentHeader.BYTES, SegmentHeader.BYTES);
    MemorySegment.copy(bytes, 0, memory, JAVA_BYTE, 0, bytes.length);
    return memory;
  }

  private static void flip(MemorySegment memory, long bit) {
    byte old = memory.get(JAVA_BYTE, bit / 8);
    memory.set(JAVA_BYTE, bit / 8, (byte) (old ^ 1 << (int) (bit % 8)));
  }

  @Test
  void shouldShowTheGoldenBytesOnTheFormatPage() throws IOException {
    String page = Files.readString(Path.of("README.md"));

    assertTrue(page.contains(SEGMENT_HEADER + "\n" + ENTRIES));
  }

  @Test
  void shouldWriteTheGoldenSegmentHeader() {
    byte[] block = HEADER.encode(arena).toArray(JAVA_BYTE);
    byte[] expected = new byte[SegmentHeader.BYTES];
    byte[] golden = bytes(SEGMENT_HEADER);
    assertEquals(HEADER_BYTES, golden.length);
    System.arraycopy(golden, 0, expected, 0, golden.length);

    assertEquals(hex(expected), hex(block));
  }

  @Test
  void shouldReadTheGoldenSegmentHeader() throws BadHeaderException {
    assertEquals(HEADER, SegmentHeader.decode(memory(bytes(SEGMENT_HEADER)), SegmentHeader.BYTES));
  }

  @Test
  void shouldDetectEveryFlippedBitOfASegmentHeader() {
    MemorySegment block = memory(bytes(SEGMENT_HEADER));
    for (long bit = 0; bit < 8 * HEADER_BYTES; bit++) {
      flip(block, bit);
      String where = "bit=" + bit;
      assertThrows(
          BadHeaderException.class, () -> SegmentHeader.decode(block, SegmentHeader.BYTES), where);
      flip(block, bit);
    }
  }

  @Test
  void shouldRefuseAnotherVersionByName() {
    byte[] header = bytes(SEGMENT_HEADER);
    header[8] = 2;
    CRC32C crc = new CRC32C();
    crc.update(header, 0, 72);
    for (int i = 0; i < 4; i++) {
      header[72 + i] = (byte) (crc.getValue() >>> 8 * i);
    }

    String message =
        assertThrows(
                BadHeaderException.class,
                () -> SegmentHeader.decode(memory(header), SegmentHeader.BYTES))
            .getMessage();
    assertTrue(message.contains("version=2"), message);
  }

  @Test
  void shouldRefuseWhatIsNoHeader() {
    MemorySegment golden = memory(bytes(SEGMENT_HEADER));
    assertThrows(BadHeaderException.class, () -> SegmentHeader.decode(golden, 4095));
    assertThrows(BadHeaderException.class, () -> SegmentHeader.decode(golden, 0));
    MemorySegment zeros = memory(new byte[0]);
    assertThrows(BadHeaderException.class, () -> SegmentHeader.decode(zeros, SegmentHeader.BYTES));
  }

  /** The golden entries, written by the code. */
  private MemorySegment encoded() {
    MemorySegment at = memory(new byte[0]);
    Place place = new Place(HEADER);
    byte[] second = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
    record(at, 0, place, 42, "ackmark".getBytes(StandardCharsets.US_ASCII));
    record(at, 1, place, 43, second);
    mark(at, 2, place, EntryType.MARK, 43, 43);
    mark(at, 3, place, EntryType.LOW_WATER, 20, 19);
    mark(at, 4, place, EntryType.SEAL, 43, 43);
    return at;
  }

  private static void record(MemorySegment at, int index, Place place, long lsn, byte[] payload) {
    int offset = ENTRY_OFFSETS[index];
    CRC32C crc = new CRC32C();
    crc.update(payload);
    MemorySegment.copy(payload, 0, at, JAVA_BYTE, offset + EntryHeader.BYTES, payload.length);
    EntryHeader.begin(at, offset, EntryType.RECORD, lsn, payload.length, (int) crc.getValue());
    place.seal(at, offset, 41, SegmentHeader.BYTES + offset);
  }

  private static void mark(
      MemorySegment at, int index, Place place, EntryType type, long lsn, long durableLsn) {
    EntryHeader.begin(at, ENTRY_OFFSETS[index], type, lsn, 0, 0);
    place.seal(at, ENTRY_OFFSETS[index], durableLsn, SegmentHeader.BYTES + ENTRY_OFFSETS[index]);
  }

  @Test
  void shouldWriteTheGoldenEntries() {
    byte[] golden = bytes(ENTRIES);

    assertEquals(hex(golden), hex(encoded().asSlice(0, golden.length).toArray(JAVA_BYTE)));
  }

  @Test
  void shouldReadTheGoldenEntries() {
    MemorySegment at = memory(bytes(ENTRIES));
    EntryType[] types = {
      EntryType.RECORD, EntryType.RECORD, EntryType.MARK, EntryType.LOW_WATER, EntryType.SEAL
    };
    long[] lsns = {42, 43, 43, 20, 43};
    long[] durable = {41, 41, 43, 19, 43};
    int end = 0;
    for (int i = 0; i < types.length; i++) {
      assertEquals(end, ENTRY_OFFSETS[i], "entries stand side by side");
      assertTrue(counts(at, end, HEADER, SegmentHeader.BYTES + end), "entry=" + i);
      assertEquals(types[i], EntryHeader.type(at, end));
      assertEquals(lsns[i], EntryHeader.lsn(at, end));
      assertEquals(durable[i], EntryHeader.durableLsn(at, end));
      assertEquals(3, EntryHeader.epoch(at, end));
      end += EntryHeader.entryBytes(EntryHeader.payloadBytes(at, end));
    }
    assertEquals(bytes(ENTRIES).length, end);
  }

  private static boolean counts(
      MemorySegment at, long offset, SegmentHeader header, long fileOffset) {
    Place place = new Place(header);
    if (!place.headerCounts(at, offset, fileOffset)) {
      return false;
    }
    int length = EntryHeader.payloadBytes(at, offset);
    return place.payloadCounts(
        at, offset, at.asSlice(offset + EntryHeader.BYTES, length).asByteBuffer());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void shouldDetectEveryFlippedBitOfAnEntry(int index) {
    MemorySegment at = memory(bytes(ENTRIES));
    long offset = ENTRY_OFFSETS[index];
    long end = offset + EntryHeader.BYTES + EntryHeader.payloadBytes(at, offset);
    for (long bit = 8 * offset; bit < 8 * end; bit++) {
      flip(at, bit);
      assertFalse(counts(at, offset, HEADER, SegmentHeader.BYTES + offset), "bit=" + bit);
      flip(at, bit);
    }
    assertTrue(counts(at, offset, HEADER, SegmentHeader.BYTES + offset));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void shouldCountAnEntryOnlyInItsOwnPlace(int index) {
    MemorySegment at = memory(bytes(ENTRIES));
    long offset = ENTRY_OFFSETS[index];
    long fileOffset = SegmentHeader.BYTES + offset;
    SegmentHeader otherLog =
        new SegmentHeader(
            UUID.fromString("00112233-4455-6677-8899-aabbccddeefe"), 7, 6, 3, 41, 12, 8);
    SegmentHeader otherEpoch = new SegmentHeader(HEADER.logId(), 7, 6, 4, 41, 12, 8);

    assertFalse(counts(at, offset, otherLog, fileOffset));
    assertFalse(counts(at, offset, otherEpoch, fileOffset));
    assertFalse(counts(at, offset, HEADER.withNumber(8), fileOffset));
    assertFalse(counts(at, offset, HEADER, fileOffset + 8));
    assertTrue(counts(at, offset, HEADER, fileOffset));
  }

  @Test
  void shouldNotCountZerosNorImpossibleLengths() {
    Place place = new Place(HEADER);
    MemorySegment at = memory(new byte[0]);
    for (long offset = 0; offset < SegmentHeader.BYTES - EntryHeader.BYTES; offset += 8) {
      assertFalse(place.headerCounts(at, offset, SegmentHeader.BYTES + offset));
    }
    for (int length : new int[] {0, -1, EntryHeader.MAX_PAYLOAD_BYTES + 1, Integer.MAX_VALUE}) {
      EntryHeader.begin(at, 0, EntryType.RECORD, 1, length, 0);
      place.seal(at, 0, 0, SegmentHeader.BYTES);
      assertFalse(place.headerCounts(at, 0, SegmentHeader.BYTES), "length=" + length);
    }
    EntryHeader.begin(at, 0, EntryType.MARK, 1, 8, 0);
    place.seal(at, 0, 0, SegmentHeader.BYTES);
    assertFalse(place.headerCounts(at, 0, SegmentHeader.BYTES), "a mark has no payload");
    EntryHeader.begin(at, 0, EntryType.RECORD, 1, EntryHeader.MAX_PAYLOAD_BYTES, 0);
    place.seal(at, 0, 0, SegmentHeader.BYTES);
    assertTrue(place.headerCounts(at, 0, SegmentHeader.BYTES));
  }
}
