package org.ackmark.bench.nic;

import java.nio.ByteBuffer;
import org.ackmark.quorum.net.Message;

/** Bytes there, and as many back as were asked for. Immutable. */
public sealed interface EchoMessage extends Message {
  /** The longest answer. */
  int MOST_BYTES = 4 << 20;

  /** These bytes, for an answer of so many. */
  record Ask(ByteBuffer payload, int answerBytes) implements EchoMessage {
    /** Checks the number, which may have come from anybody. */
    public Ask {
      if (answerBytes < 0 || answerBytes > MOST_BYTES) {
        throw new IllegalArgumentException("answerBytes=" + answerBytes);
      }
    }
  }

  /** Those. */
  record Answer(ByteBuffer payload) implements EchoMessage {}
}
