package org.ackmark.bench.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;

/** Control messages as JSON, since they are few; but for the one whose bytes are what matters. */
public final class ControlCodec implements Codec {
  private static final int PROTOCOL = 3;
  private static final int TEXT = 0;
  private static final int PROBE = 1;
  private static final int PROBE_SYNCED = 2;
  private static final JsonMapper JSON = new JsonMapper();

  /** There is nothing to choose. */
  public ControlCodec() {}

  @Override
  public int protocol() {
    return PROTOCOL;
  }

  @Override
  public boolean covers(Message message) {
    return message instanceof ControlMessage;
  }

  @Override
  public void write(Message message, WireOut out) {
    if (message instanceof ControlMessage.Probe probe) {
      out.u8(probe.synced() ? PROBE_SYNCED : PROBE);
      out.sized(probe.payload());
    } else {
      out.u8(TEXT);
      out.text(json(message));
    }
  }

  private static String json(Message message) {
    try {
      return JSON.writerFor(ControlMessage.class).writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("message=" + message, e);
    }
  }

  @Override
  public Message read(WireIn in) throws BadMessageException {
    int form = in.u8();
    return switch (form) {
      case TEXT -> parsed(in.text());
      case PROBE, PROBE_SYNCED ->
          new ControlMessage.Probe(ByteBuffer.wrap(in.sized()), form == PROBE_SYNCED);
      default -> throw new BadMessageException("form=" + form);
    };
  }

  private static ControlMessage parsed(String json) throws BadMessageException {
    try {
      return JSON.readValue(json, ControlMessage.class);
    } catch (IOException e) {
      throw new BadMessageException("a control message of another version");
    }
  }
}
