package org.ackmark.quorum.net;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link WireOut} wrote, from bytes that somebody else sent: nothing is allocated for a
 * length that the bytes do not bear out. For one thread.
 */
public final class WireIn {
  private final ByteBuffer buffer;

  /** Reads from the buffer's position to its limit; big-endian. */
  public WireIn(ByteBuffer buffer) {
    this.buffer = buffer;
  }

  /** One byte, from 0 to 255. */
  public int u8() throws BadMessageException {
    require(Byte.BYTES);
    return buffer.get() & 0xff;
  }

  /** Four bytes. */
  public int i32() throws BadMessageException {
    require(Integer.BYTES);
    return buffer.getInt();
  }

  /** Eight bytes. */
  public long i64() throws BadMessageException {
    require(Long.BYTES);
    return buffer.getLong();
  }

  /** A number of things that follow, each of which takes at least so many bytes. */
  public int count(int leastBytes) throws BadMessageException {
    int count = i32();
    if (count < 0 || count > buffer.remaining() / leastBytes) {
      throw new BadMessageException("count=" + count + " remaining=" + buffer.remaining());
    }
    return count;
  }

  /** Bytes behind their length; a copy. */
  public byte[] sized() throws BadMessageException {
    byte[] bytes = new byte[count(1)];
    buffer.get(bytes);
    return bytes;
  }

  /** A text behind its length. */
  public String text() throws BadMessageException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(sized())).toString();
    } catch (CharacterCodingException e) {
      throw new BadMessageException("a text is not UTF-8");
    }
  }

  /** Asserts that nothing is left. */
  public void end() throws BadMessageException {
    if (buffer.hasRemaining()) {
      throw new BadMessageException("remaining=" + buffer.remaining() + " after the message");
    }
  }

  private void require(int bytes) throws BadMessageException {
    if (buffer.remaining() < bytes) {
      throw new BadMessageException("remaining=" + buffer.remaining() + " needed=" + bytes);
    }
  }
}
