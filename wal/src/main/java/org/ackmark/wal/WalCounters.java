package org.ackmark.wal;

/**
 * What a log has done since it was opened; a snapshot, not a live view.
 *
 * @param appends records appended
 * @param writes write calls, or stores into a mapping, that carried records
 * @param writtenBytes bytes of those writes: headers and padding included
 * @param syncs sync calls for records; with O_DSYNC each write is one
 * @param rolls changes to a fresh segment
 */
public record WalCounters(long appends, long writes, long writtenBytes, long syncs, long rolls) {
  /** Nothing yet. */
  public static final WalCounters NONE = new WalCounters(0, 0, 0, 0, 0);

  /** What this log and another one have done together. */
  public WalCounters plus(WalCounters other) {
    return new WalCounters(
        appends + other.appends,
        writes + other.writes,
        writtenBytes + other.writtenBytes,
        syncs + other.syncs,
        rolls + other.rolls);
  }

  /** What happened between {@code earlier} and this. */
  public WalCounters since(WalCounters earlier) {
    return new WalCounters(
        appends - earlier.appends,
        writes - earlier.writes,
        writtenBytes - earlier.writtenBytes,
        syncs - earlier.syncs,
        rolls - earlier.rolls);
  }
}
