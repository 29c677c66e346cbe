package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/**
 * A connection of somebody who asks this node. One that does not take its replies is not read on:
 * at most {@link #MOST_QUEUED_BYTES} and one reply wait for it, and the requests of one read.
 */
final class Serving extends SimpleChannelInboundHandler<Frame> {
  /** Enough to keep a fast connection busy; a slow one costs no more than that. */
  static final int MOST_QUEUED_BYTES = 1 << 20;

  private final NodeId from;
  private final Service service;
  private final Runnable left;
  private final Codecs codecs;

  Serving(NodeId from, Service service, Runnable left, Codecs codecs) {
    super(Frame.class);
    this.from = from;
    this.service = service;
    this.left = left;
    this.codecs = codecs;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) throws BadFrameException {
    if (frame.kind() != Kind.REQUEST) {
      throw new BadFrameException("kind=" + frame.kind() + " from who asks");
    }
    Channel channel = context.channel();
    serve(codecs.decode(frame), channel, frame.id());
    if (!channel.isWritable()) { // its event would come after all that was read already
      channel.config().setAutoRead(false);
    }
  }

  private void serve(Message request, Channel channel, long id) throws BadFrameException {
    try {
      service.handle(from, request, reply -> reply(channel, id, reply));
    } catch (IllegalArgumentException e) {
      throw new BadFrameException("a request that makes no sense: " + e.getMessage());
    }
  }

  /** On any thread; a connection that is gone takes nothing. */
  private void reply(Channel channel, long id, Message message) {
    if (channel.isActive()) {
      Frame.send(channel, codecs.encode(channel.alloc(), Kind.REPLY, id, message));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    left.run();
    context.fireChannelInactive();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }
}
