package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateMachineTest {
  private static final Bytes A = Bytes.utf8("a");
  private static final Bytes B = Bytes.utf8("b");
  private static final Bytes ONE = Bytes.utf8("1");
  private static final Bytes TWO = Bytes.utf8("2");

  @TempDir Path directory;

  private final StateMachine machine = new StateMachine();

  @Test
  void shouldApplyRecordsInOrderAndLeaveOutThoseOfOthers() {
    assertTrue(machine.apply(3, Batch.putIfNewer(A, ONE, 5)));
    assertFalse(machine.apply(7, Batch.of(new Change.Put(B, ONE, 0), new Change.Put(A, TWO, 5))));
    assertEquals(new Versioned(5, Optional.of(ONE)), machine.read(A));
    assertEquals(Versioned.ABSENT, machine.read(B));
    assertEquals(7, machine.lsn());
    assertThrows(IllegalArgumentException.class, () -> machine.apply(7, Batch.put(B, ONE)));
    assertEquals(List.of(new Entry(A, ONE, 5)), machine.scan(Bytes.EMPTY, Bytes.EMPTY, 9));
  }

  @Test
  void shouldHoldWhatWasSavedWhenItIsLoaded() throws IOException {
    Disk disk = new PosixDisk(directory);
    Files.writeString(directory.resolve("saved.tmp"), "left by a crash");
    machine.apply(1, Batch.putIfNewer(A, ONE, 5));
    machine.apply(2, Batch.put(B, TWO));
    machine.save(9, disk, "saved");
    machine.apply(3, Batch.delete(A));
    StateMachine loaded = new StateMachine();
    loaded.load(9, disk, "saved");
    assertEquals(9, loaded.lsn());
    assertEquals(new Versioned(5, Optional.of(ONE)), loaded.read(A));
    assertEquals(Optional.of(TWO), loaded.read(B).value());
    assertThrows(IllegalArgumentException.class, () -> machine.save(2, disk, "earlier"));
    assertEquals(List.of("saved"), disk.list());
  }

  @Test
  void shouldRefuseADamagedFileAndStayAsItWas() throws IOException {
    Disk disk = new PosixDisk(directory);
    machine.apply(1, Batch.put(A, ONE));
    machine.save(1, disk, "saved");
    byte[] bytes = Files.readAllBytes(directory.resolve("saved"));
    bytes[bytes.length - 20] ^= 1;
    Files.write(directory.resolve("saved"), bytes);
    machine.apply(2, Batch.put(A, TWO));
    assertThrows(CorruptSnapshotException.class, () -> machine.load(1, disk, "saved"));
    assertThrows(CorruptSnapshotException.class, () -> machine.load(2, disk, "saved"));
    assertEquals(Optional.of(TWO), machine.read(A).value());
  }
}
