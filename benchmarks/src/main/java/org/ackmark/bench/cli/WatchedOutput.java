package org.ackmark.bench.cli;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Remembers why a stream could not be written: a {@link java.io.PrintStream} hides it. Safe for
 * many threads as far as the stream below is.
 */
final class WatchedOutput extends OutputStream {
  private static final String READER_LEFT = "Broken pipe";

  private final OutputStream below;
  private volatile IOException failure; // the first

  WatchedOutput(OutputStream below) {
    this.below = below;
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      below.write(bytes, offset, length);
    } catch (IOException e) {
      throw noted(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      below.flush();
    } catch (IOException e) {
      throw noted(e);
    }
  }

  private IOException noted(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }

  /** Why something is missing that was to be read; null if nothing is, or its reader has left. */
  String loss() {
    IOException first = failure;
    return first == null || READER_LEFT.equals(first.getMessage()) ? null : first.getMessage();
  }
}
