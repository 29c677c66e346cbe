package org.ackmark.bench.probe;

/** This machine or file system cannot do what a method needs; the message says why. */
final class UnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  UnavailableException(String message) {
    super(message);
  }
}
