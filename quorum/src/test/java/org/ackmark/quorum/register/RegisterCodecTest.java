package org.ackmark.quorum.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.Test;

class RegisterCodecTest {
  private static final RegisterCodec CODEC = new RegisterCodec();
  private static final Bytes KEY = Bytes.utf8("key");
  private static final Tag TAG = Tag.abd(17, 3, 5);
  private static final RegisterMessage.Store DELETE =
      new RegisterMessage.Store(KEY, TAG, Optional.empty());
  private static final NodeId ATHENS = new NodeId(0, "athens");

  private static List<RegisterMessage> messages() {
    return List.of(
        new RegisterMessage.QueryTag(KEY),
        new RegisterMessage.TagHeld(TAG),
        new RegisterMessage.Query(KEY),
        new RegisterMessage.Held(TAG, Optional.of(Bytes.utf8(""))),
        new RegisterMessage.Store(KEY, TAG, Optional.of(Bytes.utf8("value"))),
        new RegisterMessage.Stored(),
        new RegisterMessage.StoreHint(ATHENS, DELETE),
        new RegisterMessage.HintStored(ATHENS),
        new RegisterMessage.Refused("no hints"));
  }

  private static byte[] bytes(Message message) {
    WireOut counted = WireOut.counting();
    CODEC.write(message, counted);
    ByteBuffer buffer = ByteBuffer.allocate(counted.bytes());
    CODEC.write(message, WireOut.to(buffer));
    assertEquals(0, buffer.remaining(), "counted and written differ: " + message);
    return buffer.array();
  }

  private static Message read(byte[] bytes) throws BadMessageException {
    WireIn in = new WireIn(ByteBuffer.wrap(bytes));
    Message message = CODEC.read(in);
    in.end();
    return message;
  }

  @Test
  void shouldReadBackWhatItWrote() throws BadMessageException {
    assertEquals(
        RegisterMessage.class.getPermittedSubclasses().length,
        messages().stream().map(Object::getClass).distinct().count());
    for (RegisterMessage message : messages()) {
      assertTrue(CODEC.covers(message));
      assertEquals(message, read(bytes(message)));
    }
  }

  @Test
  void shouldRefuseAMessageThatIsCutAnywhereOrGoesOn() {
    for (RegisterMessage message : messages()) {
      byte[] whole = bytes(message);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(BadMessageException.class, () -> read(cut), message + " cut");
      }
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertThrows(BadMessageException.class, () -> read(longer), message + " goes on");
    }
  }

  @Test
  void shouldThrowNothingElseForDamagedBytes() {
    long seed = Long.getLong("seed", 20_261_123);
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = bytes(messages().get(random.nextInt(messages().size())));
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      try {
        read(bytes);
      } catch (BadMessageException e) {
        refused++;
      }
    }
    assertTrue(refused > 10_000, "seed=" + seed + " refused=" + refused);
  }
}
