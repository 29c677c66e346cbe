package org.ackmark.bench.paired;

import java.util.Optional;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.results.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.FileMethod;

/**
 * What is held against the floor. Immutable.
 *
 * @param kind how writers wait
 * @param writers commits under way at once
 * @param replication of the log; empty for a single one
 */
public record Contest(
    Variant variant,
    ThreadKind kind,
    int writers,
    int recordBytes,
    Optional<Replication> replication) {

  /** Of a single log. */
  public Contest(Variant variant, ThreadKind kind, int writers, int recordBytes) {
    this(variant, kind, writers, recordBytes, Optional.empty());
  }

  /** The same on several replicas. */
  public Contest on(Replication replicas) {
    return new Contest(variant, kind, writers, recordBytes, Optional.of(replicas));
  }

  /** The same with another number of commits under way. */
  Contest withWriters(int number) {
    return new Contest(variant, kind, number, recordBytes, replication);
  }

  /** The same with copies of another variant. */
  Contest withVariant(Variant other) {
    return new Contest(other, kind, writers, recordBytes, replication);
  }

  /** Whether a commit has parts to be told apart: replicas that sync, and a sync to take out. */
  public boolean parted() {
    return replication.filter(on -> on.quorum().level() == Level.SYNCED).isPresent();
  }

  /** What is measured, in words. */
  String name() {
    return variant.label() + replication.map(on -> " " + on.label()).orElse("");
  }

  /** How the floor makes its writes durable: as the log does, or as the plainest log would. */
  FileMethod floorMethod() {
    FileMethod own = variant.fileMethod();
    return own == null || own == FileMethod.DIRECT ? FileMethod.FDATASYNC : own;
  }

  /** What one write of the floor holds: a record of each writer. */
  long groupBytes() {
    return (long) writers * recordBytes;
  }

  /** What an acknowledged commit survives, as results name it. */
  Guarantee guarantee() {
    org.ackmark.wal.Guarantee promised =
        replication.map(on -> on.guarantee(variant)).orElse(variant.guarantee());
    return Guarantee.valueOf(promised.name());
  }

  /** Whether log and floor promise the same, so that the ratio is an efficiency. */
  boolean fair() {
    return guarantee() == Guarantee.POWER_LOSS;
  }
}
