package org.ackmark.bench.nic;

import java.nio.ByteBuffer;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;

/** Echoes as bytes: a type and the parts in the order of the records. */
public final class EchoCodec implements Codec {
  private static final int PROTOCOL = 4;
  private static final int ASK = 1;
  private static final int ANSWER = 2;

  /** There is nothing to choose. */
  public EchoCodec() {}

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean covers(Message message) {
    return message instanceof EchoMessage;
  }

  @Override
  public void write(Message message, WireOut out) {
    switch ((EchoMessage) message) {
      case EchoMessage.Ask ask -> {
        out.u8(ASK);
        out.i32(ask.answerBytes());
        out.sized(ask.payload());
      }
      case EchoMessage.Answer answer -> {
        out.u8(ANSWER);
        out.sized(answer.payload());
      }
    }
  }

  @Override
  public Message read(WireIn in) throws BadMessageException {
    int type = in.u8();
    return switch (type) {
      case ASK -> ask(in);
      case ANSWER -> new EchoMessage.Answer(ByteBuffer.wrap(in.sized()));
      default -> throw new BadMessageException("type=" + type);
    };
  }

  private static Message ask(WireIn in) throws BadMessageException {
    int answerBytes = in.i32();
    try {
      return new EchoMessage.Ask(ByteBuffer.wrap(in.sized()), answerBytes);
    } catch (IllegalArgumentException e) {
      throw new BadMessageException(e);
    }
  }
}
