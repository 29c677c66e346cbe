package org.ackmark.wal.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BytesTest {
  @Test
  void shouldOrderBytesAsUnsignedAndAPrefixFirst() {
    List<Bytes> ascending =
        List.of(
            Bytes.EMPTY,
            Bytes.of((byte) 0),
            Bytes.of((byte) 0, (byte) 0),
            Bytes.of((byte) 0x7f),
            Bytes.of((byte) 0x7f, (byte) 0xff),
            Bytes.of((byte) 0x80),
            Bytes.of((byte) 0xff));
    List<Bytes> shuffled = Stream.of(6, 2, 4, 0, 5, 1, 3).map(ascending::get).sorted().toList();
    assertEquals(ascending, shuffled);
  }

  @Test
  void shouldNotChangeWithTheArrayItWasMadeFromOrTheOneItGaveOut() {
    byte[] source = {1, 2, 3};
    Bytes bytes = Bytes.of(source);
    source[0] = 9;
    bytes.toArray()[1] = 9;
    assertArrayEquals(new byte[] {1, 2, 3}, bytes.toArray());
    assertThrows(ReadOnlyBufferException.class, () -> bytes.toBuffer().put((byte) 9));
  }

  @Test
  void shouldCopyOnlyWhatRemainsInABufferAndLeaveItsPosition() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);
    assertEquals(Bytes.of((byte) 2, (byte) 3), Bytes.of(buffer));
    assertEquals(1, buffer.position());
  }

  @Test
  void shouldBeEqualByContent() {
    Bytes one = Bytes.utf8("key");
    assertEquals(one, Bytes.utf8("key"));
    assertEquals(one.hashCode(), Bytes.utf8("key").hashCode());
    assertNotEquals(one, Bytes.utf8("kez"));
    assertEquals("key", one.toUtf8());
  }

  @Test
  void shouldNotFillAMessageWithALargeValue() {
    assertTrue(Bytes.of(new byte[1 << 20]).toString().length() < 100);
  }
}
