package org.ackmark.bench.paired;

import java.util.Locale;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.wal.Variant;

/** A pairing as a paragraph for people. */
public final class PairedText {
  private PairedText() {}

  /** Says what was measured and how sure it is. */
  public static String render(
      Variant variant, ThreadKind kind, int writers, int recordBytes, Pairing pairing) {
    return String.format(
        Locale.ROOT,
        """
        %s, %d %s, %d B records, %d pairs
          commits/s   %,.0f
          floor       %,.0f µs for one write of %,d B and its sync
          syncs       %.4f per commit
          efficiency  %.2f (half of the pairs between %.2f and %.2f; 1 is all that the device can sync)
        """,
        variant.label(),
        writers,
        kind.label(),
        recordBytes,
        pairing.pairs().size(),
        pairing.commitsPerSecond(),
        pairing.floorNs() / 1e3,
        writers * recordBytes,
        pairing.syncsPerCommit(),
        pairing.efficiency(),
        pairing.quantile(0.25),
        pairing.quantile(0.75));
  }
}
