package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.CrashClass;
import org.ackmark.wal.sim.SimDisk;
import org.junit.jupiter.api.Test;

/** How a snapshot gets from one directory to another. */
class SnapshotCopiesTest {
  private static final int RECORDS = 20;

  private static SimDisk withSnapshot() throws Exception {
    SimDisk disk = new SimDisk("from");
    WalOptions options = WalOptions.of(Variant.SYNC).withSegmentBytes(32 << 10);
    try (LogStore store = LogStore.open(disk, LogOpener.of(options), StoreOptions.DEFAULTS)) {
      for (int i = 0; i < RECORDS; i++) {
        store.put(Bytes.utf8("key" + i), Bytes.utf8("value" + i));
      }
      assertEquals(RECORDS, store.snapshot());
    }
    return disk;
  }

  private static SimDisk withCopy(int partBytes) throws Exception {
    SnapshotCopies from = new SnapshotCopies(withSnapshot());
    SimDisk disk = new SimDisk("to");
    SnapshotCopies to = new SnapshotCopies(disk);
    long offset = 0;
    while (offset < from.sizeBytes(RECORDS)) {
      ByteBuffer part = from.read(RECORDS, offset, partBytes);
      to.write(RECORDS, offset, part);
      offset += part.remaining();
    }
    to.seal(RECORDS);
    return disk;
  }

  @Test
  void shouldShowACopyToNobodyBeforeItIsPublishedAndKeepItThen() throws Exception {
    SimDisk disk = withCopy(100);
    assertEquals(0, new SnapshotCopies(disk).newestLsn());
    new SnapshotCopies(disk).publish(RECORDS);
    SimDisk found = disk.crashLosingAll(CrashClass.POWER);
    assertEquals(RECORDS, new SnapshotCopies(found).newestLsn());
  }

  // Who hears of it forgets the records that it stands for.
  @Test
  void shouldTellOfNoSnapshotWhoseNameACrashTakesBack() throws Exception {
    SimDisk disk = withCopy(1 << 20);
    disk.rename(SnapshotName.temporary(RECORDS), SnapshotName.of(RECORDS)); // as a store does
    assertEquals(RECORDS, new SnapshotCopies(disk).newestLsn());
    SimDisk found = disk.crashLosingAll(CrashClass.POWER);
    assertEquals(RECORDS, new SnapshotCopies(found).newestLsn());
  }

  @Test
  void shouldRefuseACopyThatIsNotWhole() throws Exception {
    SnapshotCopies from = new SnapshotCopies(withSnapshot());
    SnapshotCopies to = new SnapshotCopies(new SimDisk("to"));
    to.write(RECORDS, 0, from.read(RECORDS, 0, 100));
    assertThrows(CorruptSnapshotException.class, () -> to.seal(RECORDS));
    assertThrows(NoSuchFileException.class, () -> from.read(RECORDS + 1, 0, 100));
  }
}
