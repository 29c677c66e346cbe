package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network.ReplyListener;
import org.ackmark.quorum.net.NodeId;

/** A connection to a node that is asked, once the handshake is done, and who waits for replies. */
final class Asking extends SimpleChannelInboundHandler<Frame> {
  /** More would be a listener for each that the peer never answers. */
  private static final int MOST_WAITING = 1 << 16;

  private final NodeId peer;
  private final Channel channel;
  private final Codecs codecs;
  private final ConcurrentMap<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong lastId = new AtomicLong();

  Asking(NodeId peer, Channel channel, Codecs codecs) {
    super(Frame.class);
    this.peer = peer;
    this.channel = channel;
    this.codecs = codecs;
  }

  private record Waiting(ReplyListener listener, long untilNs) {}

  /**
   * Sends a request, on any thread; false when it was dropped instead.
   *
   * @param untilNs of {@link System#nanoTime}: no reply is expected later
   */
  boolean send(Message request, ReplyListener listener, long untilNs) {
    if (!channel.isActive() || !channel.isWritable() || waiting.size() >= MOST_WAITING) {
      return false;
    }
    long id = lastId.incrementAndGet();
    waiting.put(id, new Waiting(listener, untilNs));
    Frame.send(channel, codecs.encode(channel.alloc(), Kind.REQUEST, id, request));
    return true;
  }

  int waiting() {
    return waiting.size();
  }

  /** Gives up the requests whose time is over. */
  void forget(long nowNs) {
    waiting.values().removeIf(each -> each.untilNs - nowNs < 0);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) throws BadFrameException {
    if (frame.kind() != Kind.REPLY) {
      throw new BadFrameException("kind=" + frame.kind() + " from who was asked");
    }
    Message reply = codecs.decode(frame);
    Waiting one = waiting.remove(frame.id());
    if (one != null) {
      hear(one.listener, reply);
    }
  }

  private void hear(ReplyListener listener, Message reply) throws BadFrameException {
    try {
      listener.replied(peer, reply);
    } catch (IllegalArgumentException e) {
      throw new BadFrameException("a reply that makes no sense: " + e.getMessage());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    waiting.clear();
    context.fireChannelInactive();
  }
}
