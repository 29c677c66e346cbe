package org.ackmark.quorum.tcp;

import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;

/** The simplest protocol: texts. */
final class TextCodec implements Codec {
  /** A text there and back. */
  record Text(String text) implements Message {}

  @Override
  public int protocol() {
    return 99;
  }

  @Override
  public boolean covers(Message message) {
    return message instanceof Text;
  }

  @Override
  public void write(Message message, WireOut out) {
    out.text(((Text) message).text);
  }

  @Override
  public Message read(WireIn in) throws BadMessageException {
    return new Text(in.text());
  }
}
