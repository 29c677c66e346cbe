package org.ackmark.quorum.tcp;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** The end of every pipeline: whatever is wrong on a connection ends it, and nothing else. */
final class Ending extends ChannelInboundHandlerAdapter {
  private final TcpCounters counters;
  private final Incidents incidents;

  Ending(TcpCounters counters, Incidents incidents) {
    this.counters = counters;
    this.incidents = incidents;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
    Throwable cause =
        thrown instanceof DecoderException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof BadFrameException) {
      counters.countRefused();
      incidents.ended(context.channel().remoteAddress(), cause.getMessage());
    } else if (cause instanceof SSLException e) {
      counters.countRefused();
      incidents.ended(context.channel().remoteAddress(), Tls.reason(e));
    } else if (cause instanceof IOException) {
      incidents.ended(context.channel().remoteAddress(), "broken: " + cause.getMessage());
    } else {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
    var _ = context.close();
  }
}
