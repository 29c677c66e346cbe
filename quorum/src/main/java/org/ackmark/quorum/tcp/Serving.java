package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/** A connection of somebody who asks this node. One that does not take replies is not read on. */
final class Serving extends SimpleChannelInboundHandler<Frame> {
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
    long id = frame.id();
    service.handle(from, codecs.decode(frame), reply -> reply(channel, id, reply));
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
