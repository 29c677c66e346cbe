package org.ackmark.quorum.net;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes the parts of a message one after another, big-endian; or only counts their bytes, so that
 * a message is described once and its frame is as long as it must be. For one thread.
 */
public final class WireOut {
  private final ByteBuffer buffer; // null to count
  private int bytes;

  private WireOut(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** Counts what would be written. */
  public static WireOut counting() {
    return new WireOut(null);
  }

  /** Writes from the buffer's position on; there must be room. */
  public static WireOut to(ByteBuffer buffer) {
    return new WireOut(buffer);
  }

  /** How many bytes were written, or would have been. */
  public int bytes() {
    return bytes;
  }

  /** One byte. */
  public void u8(int value) {
    bytes = Math.addExact(bytes, Byte.BYTES);
    if (buffer != null) {
      buffer.put((byte) value);
    }
  }

  /** Four bytes. */
  public void i32(int value) {
    bytes = Math.addExact(bytes, Integer.BYTES);
    if (buffer != null) {
      buffer.putInt(value);
    }
  }

  /** Eight bytes. */
  public void i64(long value) {
    bytes = Math.addExact(bytes, Long.BYTES);
    if (buffer != null) {
      buffer.putLong(value);
    }
  }

  /** A length and so many bytes; the buffer's position stays. */
  public void sized(ByteBuffer value) {
    i32(value.remaining());
    bytes = Math.addExact(bytes, value.remaining());
    if (buffer != null) {
      buffer.put(value.duplicate());
    }
  }

  /** A length and so many bytes. */
  public void sized(byte[] value) {
    sized(ByteBuffer.wrap(value));
  }

  /** A text as its length and UTF-8. */
  public void text(String value) {
    sized(value.getBytes(StandardCharsets.UTF_8));
  }
}
