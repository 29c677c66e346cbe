package org.ackmark.wal.io;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * One directory that holds one log: the seam at which the real disk and the simulated one are
 * exchanged. Names are plain file names. Creations, renames and deletions are durable only after
 * {@link #sync}.
 */
public interface Disk {

  /** Names of the regular files, in no particular order. */
  List<String> list() throws IOException;

  /**
   * Creates a new, empty file.
   *
   * @throws java.nio.file.FileAlreadyExistsException when the name is taken
   */
  LogFile create(String name, FileMethod method) throws IOException;

  /**
   * Opens an existing file for reading and writing.
   *
   * @throws java.nio.file.NoSuchFileException when there is none
   */
  LogFile open(String name, FileMethod method) throws IOException;

  /** Renames a file, replacing {@code to} if it exists, atomically for every observer. */
  void rename(String from, String to) throws IOException;

  /** Deletes a file. */
  void delete(String name) throws IOException;

  /** Makes all earlier creations, renames and deletions durable. */
  void sync() throws IOException;

  /**
   * Takes the directory for this process until the result is closed.
   *
   * @throws LogLockedException when somebody else has it
   */
  Closeable lock() throws IOException;

  /** The alignment that a {@link FileMethod#direct} file demands; a power of two. */
  int blockBytes();

  /** The directory, for messages. */
  @Override
  String toString();
}
