package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FloorTest {
  private static final int SIZE_BYTES = 4096;
  private static final long FILE_BYTES = 64 << 10;
  private static final long SLICE_NS = 5_000_000;
  private static final long LONG_NS = 10_000_000_000L;

  private BuildDirectory directory;

  @BeforeEach
  void make() throws IOException {
    directory = new BuildDirectory();
  }

  @AfterEach
  void clean() throws IOException {
    directory.close();
  }

  @ParameterizedTest
  @EnumSource(FileMethod.class)
  void shouldMeasureSlices(FileMethod method) throws IOException {
    try (Floor floor = open(new PosixDisk(directory.path()), method)) {
      LatencyHistogram latencies = new LatencyHistogram();
      Slice first = floor.slice(SLICE_NS);
      Slice second = floor.slice(SLICE_NS, latencies);
      assertTrue(first.operations() >= 1);
      assertTrue(first.elapsedNs() >= SLICE_NS);
      assertEquals(second.operations(), latencies.count());
    }
    assertEquals(List.of(), directory.names());
  }

  private static Floor open(Disk disk, FileMethod method) throws IOException {
    try {
      return Floor.open(disk, method, SIZE_BYTES, FILE_BYTES);
    } catch (InvalidArgumentException e) {
      Assumptions.abort("O_DIRECT is refused here: " + e.getMessage());
      throw e;
    }
  }

  @Test
  void shouldOverwriteAllOfAZeroFilledFileInACircle() throws IOException {
    Disk disk = new PosixDisk(directory.path());
    try (Floor floor = Floor.open(disk, FileMethod.FDATASYNC, SIZE_BYTES, 2 * SIZE_BYTES);
        LogFile file = disk.open("floor-1", FileMethod.FDATASYNC)) {
      assertEquals(0, firstLong(file, SIZE_BYTES));
      for (int i = 0; i < 5; i++) {
        floor.slice(1); // the counter in the first bytes says which write it was
      }
      assertEquals(2 * SIZE_BYTES, file.sizeBytes());
      assertEquals(4, firstLong(file, 0));
      assertEquals(3, firstLong(file, SIZE_BYTES));
    }
  }

  private static long firstLong(LogFile file, long offset) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocate(8);
      file.read(bytes, 0, 8, offset);
      return bytes.get(ValueLayout.JAVA_LONG, 0);
    }
  }

  @Test
  void shouldSurfaceAFailedWrite() throws IOException {
    try (Floor floor = open(FailingDisk.afterWrites(directory.path(), 3), FileMethod.FDATASYNC)) {
      IOException failure = assertThrows(IOException.class, () -> floor.slice(LONG_NS));
      assertTrue(failure.getMessage().startsWith("pwrite"));
    }
  }

  @Test
  void shouldStayFailedAfterAFailedSync() throws IOException {
    try (Floor floor = open(FailingDisk.afterSyncs(directory.path(), 2), FileMethod.FDATASYNC)) {
      assertThrows(IOException.class, () -> floor.slice(LONG_NS));
      IOException again = assertThrows(IOException.class, () -> floor.slice(1));
      assertTrue(again.getMessage().contains("failed earlier"), again.getMessage());
    }
  }

  @Test
  void shouldLeaveNoFileWhenItCannotBeMade() throws IOException {
    Disk disk = FailingDisk.afterWrites(directory.path(), 0);
    assertThrows(
        IOException.class, () -> Floor.open(disk, FileMethod.FDATASYNC, SIZE_BYTES, FILE_BYTES));
    assertEquals(List.of(), directory.names());
  }

  @Test
  void shouldTakeANameThatIsFree() throws IOException {
    Disk disk = new PosixDisk(directory.path());
    try (Floor first = open(disk, FileMethod.FDATASYNC);
        Floor second = open(disk, FileMethod.FSYNC)) {
      assertEquals(List.of("floor-1", "floor-2"), directory.names());
      assertTrue(first.slice(1).operations() + second.slice(1).operations() == 2);
    }
  }

  @Test
  void shouldRefuseSizesThatMakeNoSense() throws IOException {
    Disk disk = new PosixDisk(directory.path());
    assertThrows(
        IllegalArgumentException.class, () -> Floor.open(disk, FileMethod.DIRECT, 512, FILE_BYTES));
    assertThrows(
        IllegalArgumentException.class, () -> Floor.open(disk, FileMethod.FSYNC, 4096, 512));
    assertThrows(IllegalArgumentException.class, () -> Floor.open(disk, FileMethod.FSYNC, 0, 512));
  }
}
