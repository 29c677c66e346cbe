package org.ackmark.bench.nic;

import java.nio.ByteBuffer;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/** Answers with as many bytes as were asked for. Never blocks; any number of threads. */
public final class EchoService implements Service {
  private static final ByteBuffer ZEROS =
      ByteBuffer.allocate(EchoMessage.MOST_BYTES).asReadOnlyBuffer();

  /** There is nothing to choose. */
  public EchoService() {}

  @Override
  public void handle(NodeId from, Message request, Replier replier) {
    if (!(request instanceof EchoMessage.Ask ask)) {
      throw new IllegalArgumentException("request=" + request.getClass().getSimpleName());
    }
    replier.reply(new EchoMessage.Answer(ZEROS.slice(0, ask.answerBytes())));
  }
}
