package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.LogLockedException;
import org.junit.jupiter.api.Test;

/** What reaches the kernel is counted and told; the directory has one owner. */
class OperationTest {
  private final SimDisk disk = new SimDisk("d");

  @Test
  void shouldCountByKindMethodAndName() throws IOException {
    try (LogFile file = disk.create("a", FileMethod.FDATASYNC)) {
      Native.write(file, new byte[100], 0);
      Native.write(file, new byte[50], 0);
      file.sync();
    }
    try (LogFile file = disk.create("b", FileMethod.DSYNC)) {
      Native.write(file, new byte[7], 0);
      file.sync();
    }
    disk.rename("a", "c");
    Native.write(disk.open("c", FileMethod.FSYNC), new byte[1], 0);
    disk.sync();

    OperationCounts counts = disk.counts();
    assertEquals(tally(4, 158), counts.of(Operation.Kind.WRITE));
    assertEquals(tally(2, 150), counts.of(Operation.Kind.WRITE, FileMethod.FDATASYNC));
    assertEquals(tally(2, 150), counts.of(Operation.Kind.WRITE, "a"));
    assertEquals(tally(1, 1), counts.of(Operation.Kind.WRITE, "c"));
    assertEquals(tally(1, 0), counts.of(Operation.Kind.SYNC), "DSYNC needs no sync");
    assertEquals(tally(1, 0), counts.of(Operation.Kind.SYNC_DIRECTORY));
    assertEquals(tally(0, 0), counts.of(Operation.Kind.DELETE));
  }

  private static OperationCounts.Tally tally(long operations, long bytes) {
    return new OperationCounts.Tally(operations, bytes);
  }

  @Test
  void shouldTellTheHookOfEachOperationInOrder() throws IOException {
    List<Operation> told = new ArrayList<>();
    disk.hook(told::add);

    LogFile file = disk.create("a", FileMethod.DIRECT);
    Native.write(file, new byte[Native.BLOCK], Native.BLOCK);
    Native.read(file, 1, 2);
    file.resize(10);
    disk.delete("a");

    assertEquals(
        List.of(
            new Operation(1, Operation.Kind.CREATE, "a", FileMethod.DIRECT, 0, 0),
            new Operation(
                2, Operation.Kind.WRITE, "a", FileMethod.DIRECT, Native.BLOCK, Native.BLOCK),
            new Operation(2, Operation.Kind.READ, "a", FileMethod.DIRECT, 1, 2),
            new Operation(3, Operation.Kind.RESIZE, "a", FileMethod.DIRECT, 0, 10),
            new Operation(4, Operation.Kind.DELETE, "a", null, 0, 0)),
        told);
    assertEquals(4, disk.operations());
  }

  @Test
  void shouldDoNothingWhenTheHookThrows() throws IOException {
    LogFile file = Native.durableFile(disk, "a", new byte[] {1}, FileMethod.FDATASYNC);
    disk.hook(operation -> {
      throw new IOException("no");
    });

    assertThrows(IOException.class, () -> Native.write(file, new byte[] {2}, 0));

    assertArrayEquals(new byte[] {1}, disk.contents("a"));
    assertEquals(1, disk.counts().of(Operation.Kind.WRITE).operations());
  }

  @Test
  void shouldSyncOnlyThePagesStoredToThroughAMapping() throws IOException {
    Native.durableFile(disk, "a", new byte[3 * Native.BLOCK], FileMethod.FDATASYNC).close();
    LogFile buffered = disk.open("a", FileMethod.FDATASYNC);
    LogFile mapped = disk.open("a", FileMethod.MAPPED);
    Native.write(buffered, new byte[] {1}, 0);
    Native.write(mapped, new byte[] {2}, 2 * Native.BLOCK + 5);

    mapped.sync();
    mapped.sync();

    byte[] found = disk.crashLosingAll(CrashClass.POWER).contents("a");
    assertEquals(0, found[0], "another handle's store");
    assertEquals(2, found[2 * Native.BLOCK + 5]);
    assertEquals(tally(1, 6), disk.counts().of(Operation.Kind.SYNC, FileMethod.MAPPED));
  }

  @Test
  void shouldKeepAMappingWithinItsFile() throws IOException {
    LogFile mapped = Native.durableFile(disk, "a", new byte[100], FileMethod.MAPPED);

    assertThrows(IOException.class, () -> Native.write(mapped, new byte[] {1}, 100));
    assertThrows(IOException.class, () -> mapped.resize(200));
  }

  @Test
  void shouldRefuseASecondLockUntilTheFirstIsReleased() throws IOException {
    Closeable lock = disk.lock();

    assertThrows(LogLockedException.class, disk::lock);
    assertThrows(LogLockedException.class, () -> disk.view().lock());
    lock.close();
    lock.close();

    try (Closeable again = disk.view().lock()) {
      assertThrows(LogLockedException.class, () -> disk.lock(), again::toString);
    }
  }

  @Test
  void shouldBeUnlockedAfterACrash() throws IOException {
    try (Closeable held = disk.lock()) {
      for (CrashClass kind : CrashClass.values()) {
        disk.crash(kind, 1).lock().close();
      }
      assertThrows(LogLockedException.class, disk::lock, held::toString);
    }
  }

  @Test
  void shouldShowOneViewWhatTheOtherWrote() throws IOException {
    LogFile file = disk.create("a", FileMethod.FSYNC);
    Native.write(file, new byte[] {5}, 0);

    assertArrayEquals(new byte[] {5}, Native.read(disk.view().open("a", FileMethod.DIRECT), 0, 9));
  }
}
