package org.ackmark.quorum.tcp;

import java.nio.ByteBuffer;
import java.util.function.Predicate;
import org.ackmark.quorum.net.Message;

/**
 * What must become of a connection over which some bytes were sent, by the description of the
 * format and not by the code that reads it.
 *
 * @param fate of the connection
 * @param frames how many the node looks at, the one that ends it among them
 */
record Foretold(Fate fate, int frames) {
  enum Fate {
    /** A frame is wrong: the node ends it. */
    ENDS,
    /** All are right: what comes next is answered. */
    LIVES,
    /** The last is not whole: the node waits for more. */
    WAITS
  }

  /** Foretells it; {@code sound} says whether a message that can be read is a sensible request. */
  static Foretold of(byte[] sent, int mostPayloadBytes, Codecs codecs, Predicate<Message> sound) {
    ByteBuffer bytes = ByteBuffer.wrap(sent);
    int frames = 0;
    while (bytes.hasRemaining()) {
      frames++;
      for (int i = 0; i < Math.min(4, bytes.remaining()); i++) {
        if (bytes.get(bytes.position() + i) != "AKM\1".charAt(i)) {
          return new Foretold(Fate.ENDS, frames);
        }
      }
      if (bytes.remaining() < 24) {
        return new Foretold(Fate.WAITS, frames);
      }
      int length = bytes.getInt(bytes.position() + 4);
      if (length < 0 || length > mostPayloadBytes) {
        return new Foretold(Fate.ENDS, frames);
      }
      if (bytes.remaining() < 24 + length) {
        return new Foretold(Fate.WAITS, frames);
      }
      if (!right(bytes.slice(bytes.position(), 24 + length), codecs, sound)) {
        return new Foretold(Fate.ENDS, frames);
      }
      bytes.position(bytes.position() + 24 + length);
    }
    return new Foretold(Fate.LIVES, frames);
  }

  private static boolean right(ByteBuffer frame, Codecs codecs, Predicate<Message> sound) {
    boolean request = frame.get(8) == 5 && frame.getShort(10) == 0;
    if (!request || frame.getInt(12) != Frame.crc(frame)) {
      return false;
    }
    try {
      ByteBuffer payload = frame.slice(24, frame.limit() - 24);
      return sound.test(codecs.decode(new Frame(Kind.REQUEST, frame.get(9) & 0xff, 0, payload)));
    } catch (BadFrameException e) {
      return false;
    }
  }
}
