package org.ackmark.quorum.tcp;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.net.Codec;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.Service;

/**
 * The network as one node sees it: TCP connections to those it asks, and of those who ask it. One
 * thread does all of it: requests and replies are handled one after another, as by a node of {@link
 * org.ackmark.quorum.net.LocalNetwork}. Safe for any number of threads.
 */
public final class TcpNetwork implements Network, AutoCloseable {
  private static final int LEAST_READ_BYTES = 64;
  private static final int USUAL_READ_BYTES = 2048;

  /** More than a group of 64 KiB and its head: it comes by one system call, and is not moved. */
  private static final int MOST_READ_BYTES = 1 << 18;

  private static final long SWEEP_MS = 1_000;
  private static final long QUIET_MS = 0;
  private static final long CLOSE_MS = 5_000;

  private final NodeId self;
  private final TcpOptions options;
  private final Codecs codecs;
  private final Incidents incidents;
  private final TcpCounters counters = new TcpCounters();
  private final Map<NodeId, Peer> peers = new ConcurrentHashMap<>();
  private final Callers callers;
  private final ByteBufAllocator allocator;
  private final EventLoopGroup group;
  private final EventLoop loop;
  private volatile Admission admission; // null while it only asks

  /**
   * A node that nobody can ask yet, and that can ask nobody.
   *
   * @param codecs of the protocols that it speaks
   * @param incidents is told of connections that end
   */
  public TcpNetwork(NodeId self, TcpOptions options, List<Codec> codecs, Incidents incidents) {
    this(self, options, codecs, incidents, ByteBufAllocator.DEFAULT);
  }

  /** With an allocator that a test can ask what is left. */
  TcpNetwork(
      NodeId self,
      TcpOptions options,
      List<Codec> codecs,
      Incidents incidents,
      ByteBufAllocator allocator) {
    this.self = self;
    this.options = options;
    this.codecs = new Codecs(codecs);
    this.incidents = incidents;
    this.allocator = allocator;
    this.callers = new Callers(options.bounds().callers(), incidents);
    this.group =
        new MultiThreadIoEventLoopGroup(
            1,
            new DefaultThreadFactory("ackmark-node-" + self, true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    this.loop = group.next();
    var _ = loop.scheduleAtFixedRate(this::forget, SWEEP_MS, SWEEP_MS, TimeUnit.MILLISECONDS);
  }

  /** Serves itself, and from now on whoever connects. */
  public void serve(Admission newAdmission) {
    admission = newAdmission;
  }

  /**
   * Serves those who connect to that address.
   *
   * @return where it listens: the port that was chosen where 0 was asked for
   * @throws IllegalArgumentException when others than this machine could connect and there is no
   *     secret
   * @throws IOException when the address can't be had
   */
  public InetSocketAddress listen(InetSocketAddress address, Admission newAdmission)
      throws IOException, InterruptedException {
    if (address.isUnresolved()) {
      throw new IllegalArgumentException("address=" + address + " is not known");
    }
    if (!address.getAddress().isLoopbackAddress() && options.trust().secret().isEmpty()) {
      throw new IllegalArgumentException(
          "address=" + address + " can be reached by others: that takes a secret");
    }
    serve(newAdmission);
    var bound =
        new ServerBootstrap()
            .group(group)
            .channel(
                Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.ALLOCATOR, allocator)
            .childOption(ChannelOption.RECVBUF_ALLOCATOR, reading())
            .childOption(
                ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(Serving.MOST_QUEUED_BYTES))
            .childHandler(callerPipeline())
            .bind(address)
            .await();
    if (!bound.isSuccess()) {
      throw new IOException(
          "address=" + address + " can't be had: " + bound.cause().getMessage(), bound.cause());
    }
    return (InetSocketAddress) bound.channel().localAddress();
  }

  private static RecvByteBufAllocator reading() {
    return new AdaptiveRecvByteBufAllocator(LEAST_READ_BYTES, USUAL_READ_BYTES, MOST_READ_BYTES);
  }

  private static WriteBufferWaterMark waterMark(int bytes) {
    return new WriteBufferWaterMark(bytes / 2, bytes);
  }

  private ChannelInitializer<Channel> callerPipeline() {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        callers.connected(channel);
        Beginning.add(channel, options, false);
        channel
            .pipeline()
            .addLast(new FlowControlHandler()) // what was read waits when there is too much to send
            .addLast(Handshake.listening(options, self, TcpNetwork.this::serve))
            .addLast(new Ending(counters, incidents));
      }
    };
  }

  private void serve(Channel channel, NodeId from, String session) {
    callers.proved(channel);
    Admission here = admission;
    Service service = here.service(from, session);
    String handshake = channel.pipeline().context(Handshake.class).name();
    channel
        .pipeline()
        .addAfter(
            handshake, null, new Serving(from, service, () -> here.left(from, session), codecs));
  }

  /** Keeps a connection to a node from now on, so that it can be asked. */
  public void reach(NodeId node, InetSocketAddress address) {
    Bootstrap prototype =
        new Bootstrap()
            .group(loop)
            .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.ALLOCATOR, allocator)
            .option(ChannelOption.RECVBUF_ALLOCATOR, reading())
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(options.times().connect().toMillis()))
            .option(
                ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark(options.bounds().queuedBytes()));
    Peer peer =
        new Peer(self, node, address, options, codecs, counters, incidents, loop, prototype);
    if (peers.putIfAbsent(node, peer) != null) {
      throw new IllegalArgumentException("node=" + node + " is reached already");
    }
    loop.execute(peer::connect);
  }

  /**
   * The network's thread: tasks run on it one after another, and must not block it. It takes none
   * once the network is closed.
   */
  public Executor thread() {
    return loop;
  }

  /** Whether there is a connection to that node now. */
  public boolean reachable(NodeId node) {
    Peer peer = peers.get(node);
    return node.equals(self) || peer != null && peer.reachable();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when {@code from} is not this node, or {@code to} is not one
   *     that it was told to reach
   */
  @Override
  public void send(NodeId from, NodeId to, Message request, ReplyListener listener) {
    if (!from.equals(self)) {
      throw new IllegalArgumentException("from=" + from + ", and this is " + self);
    }
    if (to.equals(self)) {
      loop.execute(() -> handle(request, listener));
      return;
    }
    Peer peer = peers.get(to);
    if (peer == null) {
      throw new IllegalArgumentException("to=" + to + " has no address");
    }
    peer.send(request, listener);
  }

  private void handle(Message request, ReplyListener listener) {
    Admission here = admission;
    if (here != null) {
      here.service(self, options.session())
          .handle(self, request, reply -> loop.execute(() -> listener.replied(self, reply)));
    }
  }

  private void forget() {
    long nowNs = System.nanoTime();
    peers.values().forEach(peer -> peer.forget(nowNs));
  }

  /** Requests that still wait for a reply. */
  public int waiting() {
    return peers.values().stream().mapToInt(Peer::waiting).sum();
  }

  /** Connections of those who ask this node, and have proved that they may. */
  public int callers() {
    return callers.count();
  }

  /** Those who have not proved it yet. */
  int strangers() {
    return callers.strangers();
  }

  /** What it has done. */
  public TcpCounters counters() {
    return counters;
  }

  /** Ends every connection and the thread; waits for it, unless it is called on it. */
  @Override
  public void close() {
    peers.values().forEach(Peer::close);
    var ended = group.shutdownGracefully(QUIET_MS, CLOSE_MS, TimeUnit.MILLISECONDS);
    if (!loop.inEventLoop()) {
      ended.awaitUninterruptibly();
    }
  }
}
