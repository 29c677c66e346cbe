package org.ackmark.wal.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.InvalidArgumentException;
import org.ackmark.wal.io.LogFile;
import org.ackmark.wal.io.NoSpaceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Planned failures, a full disk, damage at rest, and arguments that the kernel refuses. */
class FaultsTest {
  private final SimDisk disk = new SimDisk("d");

  @Test
  void shouldFailTheNthWriteOnce() throws IOException {
    LogFile file = disk.create("f", FileMethod.FDATASYNC);
    disk.faults().fail(Operation.Kind.WRITE, 2);

    Native.write(file, new byte[] {1}, 0);
    assertThrows(IOException.class, () -> Native.write(file, new byte[] {2}, 1));
    Native.write(file, new byte[] {3}, 2);

    assertArrayEquals(new byte[] {1, 0, 3}, disk.contents("f"));
  }

  @Test
  void shouldFailEveryWriteFromTheNthOn() throws IOException {
    LogFile file = disk.create("f", FileMethod.FDATASYNC);
    disk.faults().failFrom(Operation.Kind.WRITE, 2);

    Native.write(file, new byte[] {1}, 0);
    for (int i = 0; i < 3; i++) {
      assertThrows(IOException.class, () -> Native.write(file, new byte[] {2}, 1));
    }
    disk.faults().clear();
    Native.write(file, new byte[] {2}, 1);

    assertArrayEquals(new byte[] {1, 2}, disk.contents("f"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Operation.Kind.class,
      names = {"CREATE", "OPEN", "READ", "RESIZE", "RENAME", "DELETE"})
  void shouldChangeNothingWhenAnOperationFails(Operation.Kind kind) throws IOException {
    LogFile file = Native.durableFile(disk, "f", new byte[] {1, 2}, FileMethod.FDATASYNC);
    disk.faults().fail(kind, 1);

    assertThrows(IOException.class, operation(kind, file));

    assertEquals(List.of("f"), disk.list());
    assertArrayEquals(new byte[] {1, 2}, disk.contents("f"));
  }

  private Executable operation(Operation.Kind kind, LogFile file) {
    return switch (kind) {
      case CREATE -> () -> disk.create("g", FileMethod.FDATASYNC);
      case OPEN -> () -> disk.open("f", FileMethod.FDATASYNC);
      case READ -> () -> Native.read(file, 0, 2);
      case RESIZE -> () -> file.resize(1);
      case RENAME -> () -> disk.rename("f", "g");
      case DELETE -> () -> disk.delete("f");
      case WRITE, SYNC, SYNC_DIRECTORY -> throw new IllegalArgumentException("kind=" + kind);
    };
  }

  @Test
  void shouldLeaveTheFirstBytesOfAShortWrite() throws IOException {
    LogFile file = disk.create("f", FileMethod.FDATASYNC);
    disk.faults().shortWrite(1, 3);

    assertThrows(IOException.class, () -> Native.write(file, Native.filled(10, 7), 0));

    assertArrayEquals(Native.filled(3, 7), disk.contents("f"));
  }

  @Test
  void shouldRefuseWritesBeyondTheCapacityUntilSomethingIsDeleted() throws IOException {
    disk.faults().capacity(3 * Native.BLOCK);
    Native.durableFile(disk, "a", Native.filled(2 * Native.BLOCK, 1), FileMethod.FSYNC).close();
    LogFile file = disk.create("b", FileMethod.FDATASYNC);

    assertThrows(
        NoSpaceException.class, () -> Native.write(file, Native.filled(2 * Native.BLOCK, 2), 0));
    assertEquals(Native.BLOCK, file.sizeBytes(), "what fits is written");
    Native.write(file, Native.filled(Native.BLOCK, 3), 0);
    disk.delete("a");
    Native.write(file, Native.filled(2 * Native.BLOCK, 4), 0);

    assertArrayEquals(Native.filled(2 * Native.BLOCK, 4), disk.contents("b"));
  }

  @Test
  void shouldHoldTheSpaceOfADeletedFileWhileItIsOpen() throws IOException {
    disk.faults().capacity(Native.BLOCK);
    LogFile deleted = Native.durableFile(disk, "a", new byte[] {1}, FileMethod.FSYNC);
    disk.delete("a");
    LogFile file = disk.create("b", FileMethod.FDATASYNC);

    assertThrows(NoSpaceException.class, () -> Native.write(file, new byte[] {2}, 0));
    assertArrayEquals(new byte[] {1}, Native.read(deleted, 0, 1));
    deleted.close();

    Native.write(file, new byte[] {2}, 0);
  }

  @Test
  void shouldTakeNoSpaceForASparseFile() throws IOException {
    disk.faults().capacity(Native.BLOCK);
    LogFile file = disk.create("a", FileMethod.FDATASYNC);
    file.resize(1 << 30);

    Native.write(file, new byte[] {1}, 1 << 29);

    assertThrows(NoSpaceException.class, () -> Native.write(file, new byte[] {1}, 0));
  }

  @Test
  void shouldFailReadsOfABadByteAlone() throws IOException {
    LogFile file = Native.durableFile(disk, "f", Native.filled(100, 1), FileMethod.FSYNC);
    disk.faults().failReads("f", 50);

    assertThrows(IOException.class, () -> Native.read(file, 40, 20));
    assertEquals(50, Native.read(file, 0, 50).length);
    assertEquals(49, Native.read(file, 51, 100).length);
    LogFile found = disk.crash(CrashClass.POWER, 1).open("f", FileMethod.FSYNC);
    assertThrows(IOException.class, () -> Native.read(found, 50, 1));
  }

  @Test
  void shouldKeepAFlippedBitThroughEveryCrash() throws IOException {
    LogFile file = Native.durableFile(disk, "f", new byte[1000], FileMethod.FSYNC);
    Native.write(file, new byte[] {8}, 700);

    disk.corrupt("f", 600, 3);
    disk.corrupt("f", 700, 0);

    assertEquals(9, disk.contents("f")[700]);
    for (long seed = 0; seed < 64; seed++) {
      byte[] found = disk.crash(CrashClass.POWER, seed).contents("f");
      assertEquals(8, found[600]);
      assertEquals(1, found[700] & 1);
    }
  }

  @Test
  void shouldKeepACutAtRestThroughEveryCrash() throws IOException {
    LogFile file = Native.durableFile(disk, "f", Native.filled(1000, 1), FileMethod.FSYNC);
    Native.write(file, Native.filled(1000, 2), 0);

    disk.truncate("f", 700);

    assertArrayEquals(Native.filled(700, 2), disk.contents("f"));
    for (long seed = 0; seed < 64; seed++) {
      assertEquals(700, disk.crash(CrashClass.POWER, seed).contents("f").length);
    }
  }

  @Test
  void shouldForgetPlannedFailuresAtACrash() throws IOException {
    disk.faults().failFrom(Operation.Kind.CREATE, 1);

    disk.crash(CrashClass.PROCESS, 1).create("f", FileMethod.FSYNC);
  }

  @ParameterizedTest
  @EnumSource(names = {"DIRECT", "DIRECT_DSYNC"})
  void shouldRefuseMisalignedDirectWrites(FileMethod method) throws IOException {
    LogFile file = disk.create("f", method);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(3 * Native.BLOCK, Native.BLOCK);
      assertRefused(() -> file.write(memory, 1, Native.BLOCK, 0));
      assertRefused(() -> file.write(memory, 0, Native.BLOCK - 512, 0));
      assertRefused(() -> file.write(memory, 0, Native.BLOCK, 512));
      file.write(memory, Native.BLOCK, Native.BLOCK, 2 * Native.BLOCK);
      assertEquals(5, file.read(memory, 1, 5, 3), "reads need no alignment");
    }
  }

  private static void assertRefused(Executable write) {
    assertThrows(InvalidArgumentException.class, write);
  }

  @Test
  void shouldRefuseHeapMemory() throws IOException {
    LogFile file = disk.create("f", FileMethod.FSYNC);

    assertThrows(
        IllegalArgumentException.class,
        () -> file.write(MemorySegment.ofArray(new byte[1]), 0, 1, 0));
  }
}
