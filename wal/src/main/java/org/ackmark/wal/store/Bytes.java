package org.ackmark.wal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable byte string: a key or a value. Ordered byte by byte, unsigned, a prefix first. Safe
 * for use by any number of threads.
 */
public final class Bytes implements Comparable<Bytes> {
  /** No bytes. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private static final int SHOWN_BYTES = 32;

  private final byte[] array; // never written after construction, never handed out

  private Bytes(byte[] array) {
    this.array = array;
  }

  /** A copy of {@code array}. */
  public static Bytes of(byte... array) {
    return new Bytes(array.clone());
  }

  /** A copy of what remains in {@code buffer}, whose position is left unchanged. */
  public static Bytes of(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(buffer.position(), copy);
    return new Bytes(copy);
  }

  /** The UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return new Bytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /** How many bytes it holds. */
  public int sizeBytes() {
    return array.length;
  }

  /** A copy of the bytes. */
  public byte[] toArray() {
    return array.clone();
  }

  /** A read-only view, without a copy. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(array).asReadOnlyBuffer();
  }

  /** The text whose UTF-8 form this is; malformed bytes are replaced. */
  public String toUtf8() {
    return new String(array, StandardCharsets.UTF_8);
  }

  /** Puts the bytes into {@code target}, without a copy between. */
  void putInto(ByteBuffer target) {
    target.put(array);
  }

  /** Takes the next {@code sizeBytes} of {@code source}, which must remain in it. */
  static Bytes take(ByteBuffer source, int sizeBytes) {
    byte[] array = new byte[sizeBytes];
    source.get(array);
    return new Bytes(array);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes bytes && Arrays.equals(array, bytes.array);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(array);
  }

  /** The first bytes in hexadecimal, for messages. */
  @Override
  public String toString() {
    HexFormat hex = HexFormat.of();
    return array.length <= SHOWN_BYTES
        ? hex.formatHex(array)
        : hex.formatHex(array, 0, SHOWN_BYTES) + "…(" + array.length + " bytes)";
  }
}
