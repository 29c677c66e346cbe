package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.handler.flush.FlushConsolidationHandler;

/** The beginning of every pipeline: what makes frames of bytes, on either side. */
final class Beginning {
  /** More frames than this wait for no system call of their own. */
  private static final int MOST_UNFLUSHED = 64;

  private Beginning() {}

  /**
   * Frames that are sent while others are being read, or by several threads at once, leave in one
   * system call; a single one leaves at once.
   */
  static void add(Channel channel, TcpOptions options, boolean connects) {
    long handshakeNs = options.times().handshake().toNanos();
    options
        .trust()
        .tls()
        .ifPresent(tls -> channel.pipeline().addLast(tls.handler(channel, connects, handshakeNs)));
    channel
        .pipeline()
        .addLast(new FlushConsolidationHandler(MOST_UNFLUSHED, true))
        .addLast(new FrameDecoder());
  }
}
