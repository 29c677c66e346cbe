package org.ackmark.wal.store;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names of snapshot files: {@code snapshot-00000000000000000042} holds the store after LSN 42; with
 * {@code .tmp} at the end it is being written, or was left by a crash.
 */
final class SnapshotName {
  private static final Pattern FINAL = Pattern.compile("snapshot-(\\d{20})");
  private static final Pattern TEMPORARY = Pattern.compile("snapshot-\\d{20}\\.tmp");

  private SnapshotName() {}

  /** The name of a finished snapshot: the log was synced up to this LSN before it was given. */
  static String of(long lsn) {
    return "snapshot-%020d".formatted(lsn);
  }

  /** The name of a snapshot that is being written. */
  static String temporary(long lsn) {
    return of(lsn) + ".tmp";
  }

  static boolean isTemporary(String name) {
    return TEMPORARY.matcher(name).matches();
  }

  /** The LSN in a finished snapshot's name; empty for any other name. */
  static OptionalLong lsn(String name) {
    Matcher matcher = FINAL.matcher(name);
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(matcher.group(1)));
    } catch (NumberFormatException e) { // 20 digits above Long.MAX_VALUE: not a name of ours
      return OptionalLong.empty();
    }
  }
}
