package org.ackmark.quorum.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network.ReplyListener;
import org.ackmark.quorum.net.NodeId;

/**
 * A node that is asked: keeps a connection to it, and makes a new one whenever that breaks. Any
 * number of threads may send; the rest is on the network's thread.
 */
final class Peer {
  private static final String ABSENCE = "absence";
  private static final long FIRST_RETRY_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final NodeId self;
  private final NodeId peer;
  private final InetSocketAddress address;
  private final TcpOptions options;
  private final Codecs codecs;
  private final TcpCounters counters;
  private final Incidents incidents;
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private long retryNs = FIRST_RETRY_NS;
  private volatile boolean closed;
  private volatile Asking asking; // null while there is no connection

  Peer(
      NodeId self,
      NodeId peer,
      InetSocketAddress address,
      TcpOptions options,
      Codecs codecs,
      TcpCounters counters,
      Incidents incidents,
      EventLoop loop,
      Bootstrap prototype) {
    this.self = self;
    this.peer = peer;
    this.address = address;
    this.options = options;
    this.codecs = codecs;
    this.counters = counters;
    this.incidents = incidents;
    this.loop = loop;
    this.bootstrap = prototype.clone().handler(pipeline());
  }

  private ChannelInitializer<Channel> pipeline() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        Beginning.add(channel, options, true);
        channel
            .pipeline()
            .addLast(Handshake.connecting(options, self, peer, (ready, _, _) -> ready(ready)))
            .addLast(ABSENCE, new Absence())
            .addLast(new Ending(counters, incidents));
      }
    };
  }

  /** Connects, and again for as long as it takes. */
  void connect() {
    if (closed) {
      return;
    }
    ChannelFuture attempt = bootstrap.connect(address);
    attempt.addListener(done -> {
      if (!done.isSuccess()) {
        incidents.ended(address, "can't be reached: " + done.cause().getMessage());
        retry();
      }
    });
  }

  private void ready(Channel channel) {
    Asking connection = new Asking(peer, channel, codecs);
    channel.pipeline().addBefore(ABSENCE, null, connection);
    retryNs = FIRST_RETRY_NS;
    asking = connection;
  }

  /** Waits twice as long each time, and not as long as all others who lost the same node. */
  private void retry() {
    long waitNs = retryNs / 2 + ThreadLocalRandom.current().nextLong(retryNs / 2 + 1);
    retryNs = Math.min(2 * retryNs, options.times().longestRetry().toNanos());
    if (!closed) {
      var _ = loop.schedule(this::connect, waitNs, TimeUnit.NANOSECONDS);
    }
  }

  /** Sends, on any thread; drops what it can't send now. */
  void send(Message request, ReplyListener listener) {
    Asking connection = asking;
    long untilNs = System.nanoTime() + options.times().forget().toNanos();
    if (connection != null && connection.send(request, listener, untilNs)) {
      counters.countSent();
    } else {
      counters.countDropped();
    }
  }

  /** Whether there is a connection now. */
  boolean reachable() {
    return asking != null;
  }

  int waiting() {
    Asking connection = asking;
    return connection == null ? 0 : connection.waiting();
  }

  void forget(long nowNs) {
    Asking connection = asking;
    if (connection != null) {
      connection.forget(nowNs);
    }
  }

  /** Connects no more; connections end with their event loop. */
  void close() {
    closed = true;
  }

  /** Notices that the connection is gone. */
  private final class Absence extends ChannelInboundHandlerAdapter {
    @Override
    public void channelInactive(ChannelHandlerContext context) {
      asking = null;
      retry();
      context.fireChannelInactive();
    }
  }
}
