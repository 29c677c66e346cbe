package org.ackmark.quorum.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;
import org.ackmark.wal.Level;
import org.junit.jupiter.api.Test;

class LogCodecTest {
  private static final LogCodec CODEC = new LogCodec();
  private static final Term TERM = new Term(7, 2);
  private static final History HISTORY =
      new History(List.of(new Run(new Term(3, 1), 1), new Run(TERM, 40)), 99);
  private static final Standing STANDING = new Standing(TERM, new Term(3, 1), 4, 5, 99, 98, 97, 6);
  private static final LogRequest.Part PART =
      new LogRequest.Part(12, 34, ByteBuffer.wrap(new byte[] {1, 2, 3}), true);

  private static Records records() {
    return new Records(40, List.of(new byte[] {1}, new byte[0], new byte[] {2, 3}));
  }

  /** One of each; a type that is missing here is found by {@link #shouldHaveAllTypes}. */
  private static List<Message> messages() {
    return List.of(
        new LogRequest.Prepare(TERM),
        new LogRequest.Fetch(TERM, 12, 1 << 20),
        new LogRequest.FetchSnapshot(TERM, 12, 34, 1 << 20),
        new LogRequest.Adopt(TERM, HISTORY),
        new LogRequest.Append(TERM, records(), Level.SYNCED, 17),
        new LogRequest.Install(TERM, HISTORY, PART),
        new LogReply.Refused(TERM),
        new LogReply.Failed("the disk is full: \u00e4"),
        new LogReply.Promise(TERM, STANDING, HISTORY),
        new LogReply.Fetched(records()),
        new LogReply.FetchedSnapshot(PART),
        new LogReply.Stands(STANDING),
        new LogReply.Wants(12, 34));
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

  /** Records compare arrays by identity; their bytes say it all. */
  @Test
  void shouldReadBackWhatItWrote() throws BadMessageException {
    for (Message message : messages()) {
      Message read = read(bytes(message));
      assertEquals(message.getClass(), read.getClass());
      assertEquals(
          ByteBuffer.wrap(bytes(message)), ByteBuffer.wrap(bytes(read)), message.toString());
      boolean holdsArrays = message.toString().contains("[B@");
      assertTrue(holdsArrays || message.equals(read), message.toString());
    }
  }

  @Test
  void shouldHaveAllTypes() {
    List<Class<?>> types = new ArrayList<>(List.of(LogRequest.class.getPermittedSubclasses()));
    types.addAll(List.of(LogReply.class.getPermittedSubclasses()));
    assertEquals(
        types.size(),
        messages().stream().map(Object::getClass).distinct().count(),
        types::toString);
    assertTrue(messages().stream().allMatch(CODEC::covers));
  }

  @Test
  void shouldRefuseAMessageThatIsCutAnywhereOrGoesOn() {
    for (Message message : messages()) {
      byte[] whole = bytes(message);
      for (int length = 0; length < whole.length; length++) {
        byte[] cut = Arrays.copyOf(whole, length);
        assertThrows(BadMessageException.class, () -> read(cut), message + " cut");
      }
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      assertThrows(BadMessageException.class, () -> read(longer), message + " goes on");
    }
  }

  /** Whatever the bytes are: a message, or that exception. */
  @Test
  void shouldThrowNothingElseForDamagedBytes() {
    long seed = Long.getLong("seed", 20_261_123);
    SplittableRandom random = new SplittableRandom(seed);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] bytes = bytes(messages().get(random.nextInt(messages().size())));
      for (int change = 0; change <= random.nextInt(3); change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        read(bytes);
      } catch (BadMessageException e) {
        refused++;
      }
    }
    assertTrue(refused > 10_000, "seed=" + seed + " refused=" + refused);
  }
}
