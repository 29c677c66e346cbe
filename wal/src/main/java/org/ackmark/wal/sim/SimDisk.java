package org.ackmark.wal.sim;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.FileMethod;
import org.ackmark.wal.io.LogFile;

/**
 * A directory in memory that forgets, at a crash, what was not synced; the package's description
 * tells what may be forgotten.
 *
 * <p>Safe from any thread; operations take effect one after another, and only syncs take time
 * ({@link #syncDelay}). The same calls in the same order with the same seeds find the same bytes. A
 * disk stays usable after {@link #crash}, which copies it, and is dead after {@link #kill} or
 * {@link #crashAt}: every call then throws {@link CrashedException}, except those that close a file
 * or release the lock.
 */
public final class SimDisk implements Disk {
  /** The unit that a crash keeps or drops whole on most devices. */
  public static final int SECTOR_BYTES = 512;

  private final Volume volume;

  /** An empty directory with {@link Strictness#POSIX_WORST} and sectors of 512 bytes. */
  public SimDisk(String label) {
    this(label, Strictness.POSIX_WORST, SECTOR_BYTES);
  }

  /**
   * An empty directory, its name durable.
   *
   * @param label how the disk names itself
   * @param sectorBytes 512 to 4096, a power of two: what a crash keeps or drops whole
   */
  public SimDisk(String label, Strictness strictness, int sectorBytes) {
    this(
        new Volume(
            label, strictness, checkedSector(sectorBytes), new Gate(new Faults(), Duration.ZERO)));
  }

  private SimDisk(Volume volume) {
    this.volume = volume;
  }

  private static int checkedSector(int sectorBytes) {
    boolean fits = sectorBytes >= SECTOR_BYTES && sectorBytes <= Inode.BLOCK_BYTES;
    if (!fits || Integer.bitCount(sectorBytes) != 1) {
      throw new IllegalArgumentException("sectorBytes=" + sectorBytes);
    }
    return sectorBytes;
  }

  /** Another view of the same directory, as a second process has it: one lock serves both. */
  public SimDisk view() {
    return new SimDisk(volume);
  }

  /** Names of the files, last first, so that nobody comes to rely on a sorted listing. */
  @Override
  public List<String> list() throws IOException {
    return volume.list();
  }

  @Override
  public LogFile create(String name, FileMethod method) throws IOException {
    return new SimFile(volume, volume.create(enter(Operation.Kind.CREATE, name, method)), method);
  }

  @Override
  public LogFile open(String name, FileMethod method) throws IOException {
    return new SimFile(volume, volume.open(enter(Operation.Kind.OPEN, name, method)), method);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    volume.rename(enter(Operation.Kind.RENAME, from, null), to);
  }

  @Override
  public void delete(String name) throws IOException {
    volume.delete(enter(Operation.Kind.DELETE, name, null));
  }

  @Override
  public void sync() throws IOException {
    volume.syncDirectory(enter(Operation.Kind.SYNC_DIRECTORY, ".", null));
  }

  private Operation enter(Operation.Kind kind, String name, FileMethod method) throws IOException {
    return volume.gate().enter(kind, name, method, 0, 0);
  }

  @Override
  public Closeable lock() throws IOException {
    return volume.lock();
  }

  @Override
  public int blockBytes() {
    return Inode.BLOCK_BYTES;
  }

  /**
   * The disk as it is found after a crash at this instant: unlocked, with no handle open, no
   * failure planned, no hook, and operations counted from 0. This one is not changed. May be called
   * on a dead disk, and from a hook.
   */
  public SimDisk crash(CrashClass crashClass, long seed) {
    return new SimDisk(volume.crash(crashClass, seed));
  }

  /** Like {@link #crash}, losing all that may be lost: what is left was guaranteed. */
  public SimDisk crashLosingAll(CrashClass crashClass) {
    return new SimDisk(volume.crashLosingAll(crashClass));
  }

  /** Ends this disk's life now. Operations in progress are not durable. */
  public void kill() {
    volume.gate().kill();
  }

  /**
   * Ends this disk's life during the operation of that {@link Operation#number}: none of it, a
   * part, or all of it reached the kernel, as the seed decides, and none of it is durable.
   *
   * @throws IllegalArgumentException when that operation has been
   */
  public void crashAt(long operation, long seed) {
    volume.gate().crashAt(operation, seed);
  }

  /** The number of the last operation that changes the disk: how many {@link #crashAt} points. */
  public long operations() {
    return volume.gate().operations();
  }

  /** What the kernel was asked for so far. */
  public OperationCounts counts() {
    return volume.gate().counts();
  }

  /** What goes wrong on this disk. */
  public Faults faults() {
    return volume.gate().faults();
  }

  /** Has {@code hook} told of every operation from now on, in place of an earlier one. */
  public void hook(OperationHook hook) {
    volume.gate().hook(hook);
  }

  /** Makes each sync, and each write that syncs, take that long from now on, also after a crash. */
  public void syncDelay(Duration delay) {
    volume.gate().syncDelay(delay);
  }

  /** A file's bytes as a reader sees them now; no operation, and also on a dead disk. */
  public byte[] contents(String name) throws IOException {
    return volume.contents(name);
  }

  /** Flips a bit at rest: durably, and in every version that a crash may find. */
  public void corrupt(String name, long offset, int bit) throws IOException {
    volume.flip(name, offset, bit);
  }

  /** Cuts a file at rest: durably, and in every version that a crash may find. */
  public void truncate(String name, long sizeBytes) throws IOException {
    volume.chop(name, sizeBytes);
  }

  /** The label, and the crashes since with their seeds: what it takes to find these bytes again. */
  @Override
  public String toString() {
    return volume.label();
  }
}
