package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.ackmark.wal.Preallocation;
import org.ackmark.wal.Variant;
import org.ackmark.wal.Wal;
import org.ackmark.wal.WalOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentStockTest {
  private static final int SEGMENT_BYTES = 1 << 16;
  private static final long LOG_BYTES = 4 * SEGMENT_BYTES;
  private static final int FILES = 8;

  @TempDir private Path directory;

  @Test
  void logThatFillsFilesWithZerosAlthoughThereIsAStock() throws Exception {
    SegmentStock stock = stock(WalOptions.of(Variant.BUFFERED));
    stock.prepare();
    List<Object> before = inodes();
    assertEquals(FILES, before.size());
    write(stock.options());
    assertTrue(before.containsAll(segmentInodes()), "a segment is no recycled file");
    assertEquals(FILES, segments().size());
  }

  @Test
  void segmentsOfTheLastLogThatAreSeenByTheNext() throws Exception {
    SegmentStock stock = stock(WalOptions.of(Variant.BUFFERED));
    for (int round = 0; round < 3; round++) {
      stock.prepare();
      stock.warmCache();
      assertEquals(FILES, segments().size());
      try (Wal log = Wal.open(directory, stock.options())) {
        assertEquals(0, log.appendedLsn());
      }
      write(stock.options());
    }
  }

  @Test
  void filesThatAreNoStockThatStay() throws Exception {
    Files.writeString(directory.resolve("snapshot-00000000000000000042"), "x");
    Files.writeString(directory.resolve("spare-000000000001"), "of another size");
    stock(WalOptions.of(Variant.SYNC)).prepare();
    try (Stream<Path> files = Files.list(directory)) {
      assertEquals(FILES, files.count());
    }
  }

  @Test
  void stockForALogThatIsNotToRecycle() throws Exception {
    WalOptions options =
        WalOptions.of(Variant.SYNC).withPreallocation(Preallocation.ZERO_FILLED, 0);
    SegmentStock stock = stock(options);
    stock.prepare();
    assertEquals(0, segments().size());
    assertEquals(Preallocation.ZERO_FILLED, stock.options().preallocation());
  }

  private SegmentStock stock(WalOptions options) {
    return new SegmentStock(directory, options.withSegmentBytes(SEGMENT_BYTES), LOG_BYTES);
  }

  private void write(WalOptions options) throws Exception {
    try (Wal log = Wal.open(directory, options)) {
      ByteBuffer record = ByteBuffer.allocate(1000);
      for (int i = 0; i < LOG_BYTES / 1100; i++) {
        log.commit(log.append(record));
      }
    }
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(f -> f.getFileName().toString().matches("(segment|spare)-.*")).toList();
    }
  }

  private List<Object> segmentInodes() throws IOException {
    return segments().stream().map(SegmentStockTest::inode).toList();
  }

  private List<Object> inodes() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(SegmentStockTest::inode).toList();
    }
  }

  private static Object inode(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
