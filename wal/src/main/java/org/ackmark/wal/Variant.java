package org.ackmark.wal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ackmark.wal.io.FileMethod;

/** The named pairs of commit policy and log file: what is compared. */
public enum Variant {
  /** No file: the ceiling, and the cost of the instrument itself. */
  MEMORY(Policy.NONE, null, Guarantee.NOTHING),
  /** Written to the page cache, never synced. */
  BUFFERED(Policy.NEVER, FileMethod.FDATASYNC, Guarantee.PROCESS_CRASH),
  /** One {@code fdatasync} for each commit. */
  SYNC(Policy.PER_COMMIT, FileMethod.FDATASYNC, Guarantee.POWER_LOSS),
  /** One {@code fsync} for each commit. */
  SYNC_FULL(Policy.PER_COMMIT, FileMethod.FSYNC, Guarantee.POWER_LOSS),
  /** One {@code O_DSYNC} write for each commit. */
  DSYNC(Policy.PER_COMMIT, FileMethod.DSYNC, Guarantee.POWER_LOSS),
  /** One {@code O_DIRECT | O_DSYNC} write for each commit, each on a fresh block. */
  DIRECT(Policy.PER_COMMIT, FileMethod.DIRECT_DSYNC, Guarantee.POWER_LOSS),
  /**
   * {@code O_DIRECT} without a sync: looks durable, is not; the negative control. Its guarantee
   * here is the one that holds on every file system; on ext4 and xfs over zero-filled blocks it
   * survives {@link Guarantee#OS_CRASH}.
   */
  DIRECT_UNSYNCED(Policy.NEVER, FileMethod.DIRECT, Guarantee.PROCESS_CRASH),
  /** One {@code fdatasync} for all the commits that wait. */
  GROUP(Policy.GROUP, FileMethod.FDATASYNC, Guarantee.POWER_LOSS),
  /** Several groups in flight as {@code O_DIRECT | O_DSYNC} writes, acknowledged in order. */
  GROUP_DIRECT(Policy.PIPELINED_GROUP, FileMethod.DIRECT_DSYNC, Guarantee.POWER_LOSS),
  /** Acknowledged when written; {@code fdatasync} at an interval, with a bounded lag. */
  ASYNC(Policy.INTERVAL, FileMethod.FDATASYNC, Guarantee.PROCESS_CRASH),
  /** Stored into a mapping, never synced. */
  MMAP(Policy.NEVER, FileMethod.MAPPED, Guarantee.PROCESS_CRASH),
  /** One ranged {@code msync} for each commit. */
  MMAP_SYNC(Policy.PER_COMMIT, FileMethod.MAPPED, Guarantee.POWER_LOSS),
  /** One ranged {@code msync} for all the commits that wait. */
  MMAP_GROUP(Policy.GROUP, FileMethod.MAPPED, Guarantee.POWER_LOSS),
  /** Acknowledged when stored; ranged {@code msync} at an interval, with a bounded lag. */
  MMAP_ASYNC(Policy.INTERVAL, FileMethod.MAPPED, Guarantee.PROCESS_CRASH);

  /** When a log syncs. */
  public enum Policy {
    /** Holds no file at all. */
    NONE,
    /** Acknowledges what is written; syncs only when asked for {@link Level#SYNCED}. */
    NEVER,
    /** Writes and syncs once for each commit. */
    PER_COMMIT,
    /** One write and sync for all the commits that wait. */
    GROUP,
    /** Like {@link #GROUP}, with several groups in flight. */
    PIPELINED_GROUP,
    /** Acknowledges what is written; syncs at an interval; writers wait at a bound of the lag. */
    INTERVAL
  }

  private final Policy policy;
  private final FileMethod fileMethod;
  private final Guarantee guarantee;

  Variant(Policy policy, FileMethod fileMethod, Guarantee guarantee) {
    this.policy = policy;
    this.fileMethod = fileMethod;
    this.guarantee = guarantee;
  }

  /** When it syncs. */
  public Policy policy() {
    return policy;
  }

  /** How its bytes become durable; null for {@link #MEMORY}. */
  public FileMethod fileMethod() {
    return fileMethod;
  }

  /** What an acknowledged commit survives, on every file system. */
  public Guarantee guarantee() {
    return guarantee;
  }

  /** The level at which it acknowledges. */
  public Level level() {
    return switch (policy) {
      case NONE -> Level.RECEIVED;
      case NEVER, INTERVAL -> Level.WRITTEN;
      case PER_COMMIT, GROUP, PIPELINED_GROUP -> Level.SYNCED;
    };
  }

  /** The name on the command line, in files and in reports, such as {@code mmap-sync}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The variant of that {@link #label}. */
  public static Optional<Variant> labelled(String label) {
    return Arrays.stream(values()).filter(v -> v.label().equals(label)).findFirst();
  }

  /** Every label, in the order of declaration. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Variant::label).toList();
  }
}
