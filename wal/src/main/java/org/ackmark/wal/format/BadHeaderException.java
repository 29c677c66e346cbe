package org.ackmark.wal.format;

/** The first block of a file is no segment header that can be read. */
public class BadHeaderException extends Exception {
  private static final long serialVersionUID = 1L;

  BadHeaderException(String message) {
    super(message);
  }
}
