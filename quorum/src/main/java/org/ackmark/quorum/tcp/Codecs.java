package org.ackmark.quorum.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;

/** The protocols that a network carries. Immutable. */
record Codecs(List<Codec> all) {
  Codecs {
    all = List.copyOf(all);
  }

  /** A message as a frame. */
  ByteBuf encode(ByteBufAllocator allocator, Kind kind, long id, Message message) {
    Codec codec =
        all.stream()
            .filter(each -> each.covers(message))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("message=" + message));
    return Frame.encode(allocator, kind, codec.protocol(), id, out -> codec.write(message, out));
  }

  /** The message in a frame. */
  Message decode(Frame frame) throws BadFrameException {
    for (Codec codec : all) {
      if (codec.protocol() == frame.protocol()) {
        return decode(codec, new WireIn(frame.payload()));
      }
    }
    throw new BadFrameException("protocol=" + frame.protocol());
  }

  private static Message decode(Codec codec, WireIn in) throws BadFrameException {
    try {
      Message message = codec.read(in);
      in.end();
      if (message == null) { // such as a text that is the JSON of nothing
        throw new BadFrameException("no message of protocol=" + codec.protocol());
      }
      return message;
    } catch (BadMessageException e) {
      throw new BadFrameException(e);
    }
  }
}
