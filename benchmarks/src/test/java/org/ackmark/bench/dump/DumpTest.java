package org.ackmark.bench.dump;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.format.SegmentHeader;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DumpTest {
  private static final int RECORDS = 10;

  @TempDir private Path directory;

  @Test
  void recordsThatAreNotShown() throws Exception {
    Dump dump = Dump.of(segment());
    List<Long> lsns = records(dump);
    assertEquals(Stream.iterate(1L, n -> n + 1).limit(RECORDS).toList(), lsns);
    assertEquals("zeros: nothing was written here", dump.runEnd());
    String text = DumpText.render(dump);
    assertTrue(text.contains("record"), text);
    assertTrue(text.contains("seal"), text);
  }

  @Test
  void damagedRecordThatHidesThoseBehindIt() throws Exception {
    Path file = segment();
    Dump whole = Dump.of(file);
    DumpEntry fourth = whole.entries().get(3);
    flip(file, fourth.offset() + 50);
    Dump dump = Dump.of(file);
    assertEquals(fourth.offset(), dump.runEndOffset());
    assertEquals("the header of lsn 4 is valid, its payload's CRC is not", dump.runEnd());
    assertEquals(List.of(1L, 2L, 3L, 5L, 6L, 7L, 8L, 9L, 10L), records(dump));
    DumpEntry gap = dump.entries().get(3);
    assertTrue(gap.isGap());
    assertEquals(fourth.offset(), gap.offset());
    assertTrue(DumpText.render(dump).contains("entries that count lie beyond"));
    JsonNode json = new JsonMapper().readTree(DumpJson.render(dump));
    assertEquals("gap", json.at("/entries/3/type").textValue());
  }

  @Test
  void tornHeaderThatIsTakenForAnEntry() throws Exception {
    Path file = segment();
    DumpEntry last = Dump.of(file).entries().getLast();
    flip(file, last.offset() + 30);
    assertTrue(Dump.of(file).runEnd().startsWith("the header's CRC fails"));
  }

  @Test
  void damagedHeaderOfTheSegmentThatIsReadAllTheSame() throws Exception {
    Path file = segment();
    flip(file, 20);
    NotASegmentException e = assertThrows(NotASegmentException.class, () -> Dump.of(file));
    assertTrue(e.getMessage().contains("checksum"), e.getMessage());
  }

  @Test
  void headerOfALaterVersionThatIsGuessedAt() throws Exception {
    Path file = segment();
    flip(file, 8);
    NotASegmentException e = assertThrows(NotASegmentException.class, () -> Dump.of(file));
    assertTrue(e.getMessage().contains("version"), e.getMessage());
  }

  @Test
  void fileCutInsideARecordThatIsCalledDamaged() throws Exception {
    Path file = segment();
    DumpEntry seventh = Dump.of(file).entries().get(6);
    cut(file, seventh.offset() + 60);
    Dump dump = Dump.of(file);
    assertEquals(6, dump.entries().size());
    assertEquals("the file ends inside the record of lsn 7", dump.runEnd());
    cut(file, seventh.offset() + 10);
    assertEquals("the file ends", Dump.of(file).runEnd());
    cut(file, SegmentHeader.BYTES);
    assertEquals(List.of(), Dump.of(file).entries());
  }

  @Test
  void fileCutInsideItsHeaderOrEmpty() throws Exception {
    Path file = segment();
    for (int bytes : new int[] {SegmentHeader.BYTES - 1, 0}) {
      cut(file, bytes);
      NotASegmentException e = assertThrows(NotASegmentException.class, () -> Dump.of(file));
      assertTrue(e.getMessage().contains("it has " + bytes + " bytes"), e.getMessage());
    }
  }

  @Test
  void fileThatIsOpenedForWriting() throws Exception {
    try (LogFile file = new ReadOnlyDisk(directory).open(segmentName(), FileMethod.FDATASYNC)) {
      assertThrows(UnsupportedOperationException.class, file::sync);
      assertTrue(file.sizeBytes() > 0);
    }
  }

  @Test
  void fileThatIsNoSegment() throws Exception {
    Path file = Files.writeString(directory.resolve("text"), "x".repeat(5000));
    NotASegmentException e = assertThrows(NotASegmentException.class, () -> Dump.of(file));
    assertTrue(e.getMessage().contains("not a segment"), e.getMessage());
    assertThrows(NotASegmentException.class, () -> Dump.of(directory));
    assertThrows(NotASegmentException.class, () -> Dump.of(directory.resolve("none/at/all")));
  }

  private static List<Long> records(Dump dump) {
    return dump.entries().stream()
        .filter(e -> e.type().equals("record"))
        .map(DumpEntry::lsn)
        .toList();
  }

  private Path segment() throws Exception {
    Path log = directory.resolve("log");
    WalOptions options = WalOptions.of(Variant.SYNC).withSegmentBytes(1 << 16);
    try (Wal wal = Wal.open(log, options)) {
      for (int i = 0; i < RECORDS; i++) {
        wal.commit(wal.append(ByteBuffer.allocate(100)));
      }
    }
    try (Stream<Path> files = Files.list(log)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("segment-"))
          .min(Comparator.naturalOrder())
          .orElseThrow();
    }
  }

  private String segmentName() throws Exception {
    return directory.relativize(segment()).toString();
  }

  private static void cut(Path file, long bytes) throws IOException {
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(bytes);
    }
  }

  private static void flip(Path file, long offset) throws IOException {
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(offset);
      int old = bytes.read();
      bytes.seek(offset);
      bytes.write(old ^ 0xff);
    }
  }
}
