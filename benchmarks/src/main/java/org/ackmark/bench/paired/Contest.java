package org.ackmark.bench.paired;

import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.results.Guarantee;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.FileMethod;

/**
 * What is held against the floor. Immutable.
 *
 * @param kind how writers wait
 * @param writers commits under way at once
 */
public record Contest(Variant variant, ThreadKind kind, int writers, int recordBytes) {

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
    return Guarantee.valueOf(variant.guarantee().name());
  }

  /** Whether log and floor promise the same, so that the ratio is an efficiency. */
  boolean fair() {
    return guarantee() == Guarantee.POWER_LOSS;
  }
}
