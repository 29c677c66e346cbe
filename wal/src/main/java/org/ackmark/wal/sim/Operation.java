package org.ackmark.wal.sim;

import org.ackmark.wal.io.FileMethod;

/**
 * One call that reaches the simulated kernel. A sync that the method makes needless does not.
 *
 * @param number 1 for the disk's first operation that {@link Kind#changes}, and so on; other
 *     operations have the number of the last one that did
 * @param name the file's present name; the old one in a rename; {@code "."} for the directory
 * @param method how the file was opened; null for renames, deletions and the directory's sync
 * @param offset where in the file; 0 when that has no meaning
 * @param lengthBytes bytes to write or read, the new size, or the range of a mapped file's sync; 0
 *     when that has no meaning
 */
public record Operation(
    long number, Kind kind, String name, FileMethod method, long offset, long lengthBytes) {

  /** What is asked for. */
  public enum Kind {
    /** Creates and opens a file. */
    CREATE(true),
    /** Opens a file. */
    OPEN(false),
    /** Writes to a file. */
    WRITE(true),
    /** Reads from a file. */
    READ(false),
    /** Gives a file another size. */
    RESIZE(true),
    /** Syncs a file. */
    SYNC(true),
    /** Renames a file. */
    RENAME(true),
    /** Deletes a file. */
    DELETE(true),
    /** Syncs the directory. */
    SYNC_DIRECTORY(true);

    private final boolean changes;

    Kind(boolean changes) {
      this.changes = changes;
    }

    /** Whether a crash before it may find another disk than a crash after it. */
    public boolean changes() {
      return changes;
    }
  }
}
