package org.ackmark.quorum.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.ackmark.quorum.net.BadMessageException;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;

/**
 * One side of the handshake on one connection. When both have proved that they know the secret it
 * takes itself out and hands the connection over; until then nothing else is read.
 *
 * <pre>
 *   who connects                                                who listens
 *   HELLO      cluster, session, own node, node meant          ──▶
 *                                                     ◀──  CHALLENGE  random
 *   PROOF      random, HMAC("connects", all of it) ──▶
 *                                                     ◀──  WELCOME  HMAC("listens", all of it)
 * </pre>
 *
 * <p>Over TLS each side's certificate must bear the name that the node goes by here.
 */
final class Handshake extends SimpleChannelInboundHandler<Frame> {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int RANDOM_BYTES = 32;
  private static final int PROOF_BYTES = 32;
  private static final String CONNECTS = "connects";
  private static final String LISTENS = "listens";

  private final TcpOptions options;
  private final NodeId self;
  private final boolean connects;
  private final Done done;
  private final byte[] own = new byte[RANDOM_BYTES];
  private String session; // null while unknown
  private NodeId other; // null while unknown
  private byte[] others;
  private Kind awaited;
  private Future<?> deadline;

  /** Takes a connection over. */
  interface Done {
    void with(Channel channel, NodeId other, String session);
  }

  private Handshake(TcpOptions options, NodeId self, NodeId other, boolean connects, Done done) {
    super(Frame.class);
    this.options = options;
    this.self = self;
    this.other = other;
    this.connects = connects;
    this.done = done;
    this.session = connects ? options.session() : null;
    this.awaited = connects ? Kind.CHALLENGE : Kind.HELLO;
    RANDOM.nextBytes(own);
  }

  /** Of who connects to that node. */
  static Handshake connecting(TcpOptions options, NodeId self, NodeId other, Done done) {
    return new Handshake(options, self, other, true, done);
  }

  /** Of who listens; it hears who the other one is. */
  static Handshake listening(TcpOptions options, NodeId self, Done done) {
    return new Handshake(options, self, null, false, done);
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    long limitNs = options.times().handshake().toNanos();
    Runnable giveUp =
        () -> {
          var _ = context.close();
        };
    deadline = context.executor().schedule(giveUp, limitNs, TimeUnit.NANOSECONDS);
    if (connects) {
      send(
          context,
          Kind.HELLO,
          out -> {
            out.text(options.cluster());
            out.text(session);
            write(self, out);
            write(other, out);
          });
    }
    context.fireChannelActive();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Frame frame) throws BadFrameException {
    if (frame.kind() != awaited || frame.protocol() != Frame.HANDSHAKE) {
      throw new BadFrameException("kind=" + frame.kind() + ", awaited=" + awaited);
    }
    try {
      WireIn in = new WireIn(frame.payload());
      step(context, in);
      in.end();
    } catch (BadMessageException e) {
      throw new BadFrameException(e);
    }
    if (awaited == null) {
      deadline.cancel(false);
      context.pipeline().get(FrameDecoder.class).allow(options.bounds().payloadBytes());
      admit(context.channel());
      context.pipeline().remove(this);
    }
  }

  private void admit(Channel channel) throws BadFrameException {
    try {
      done.with(channel, other, session);
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(e.getMessage());
    }
  }

  private void step(ChannelHandlerContext context, WireIn in)
      throws BadFrameException, BadMessageException {
    switch (awaited) {
      case HELLO -> {
        hello(in);
        requireName(context.channel());
        send(context, Kind.CHALLENGE, out -> out.sized(own));
        awaited = Kind.PROOF;
      }
      case CHALLENGE -> {
        requireName(context.channel());
        others = in.sized();
        send(
            context,
            Kind.PROOF,
            out -> {
              out.sized(own);
              out.sized(proof(CONNECTS));
            });
        awaited = Kind.WELCOME;
      }
      case PROOF -> {
        others = in.sized();
        require(CONNECTS, in.sized());
        send(context, Kind.WELCOME, out -> out.sized(proof(LISTENS)));
        awaited = null;
      }
      case WELCOME -> {
        require(LISTENS, in.sized());
        awaited = null;
      }
      case REQUEST, REPLY -> throw new IllegalStateException("awaited=" + awaited);
    }
  }

  private void hello(WireIn in) throws BadFrameException, BadMessageException {
    String cluster = in.text();
    session = in.text();
    try {
      other = node(in);
      NodeId meant = node(in);
      if (!cluster.equals(options.cluster()) || !meant.equals(self)) {
        throw new BadFrameException(
            "%s of cluster '%s' means %s there; this is %s of cluster '%s'"
                .formatted(other, cluster, meant, self, options.cluster()));
      }
    } catch (IllegalArgumentException e) {
      throw new BadMessageException(e);
    }
  }

  private void requireName(Channel channel) throws BadFrameException {
    if (options.trust().tls().isPresent()) {
      Tls.requireName(channel, other);
    }
  }

  private void require(String purpose, byte[] proof) throws BadFrameException {
    if (others.length != RANDOM_BYTES
        || proof.length != PROOF_BYTES
        || !Secret.same(proof, proof(purpose))) {
      throw new BadFrameException(other + " does not know the secret of this cluster");
    }
  }

  private byte[] proof(String purpose) {
    byte[] first = connects ? own : others;
    byte[] second = connects ? others : own;
    NodeId caller = connects ? self : other;
    NodeId called = connects ? other : self;
    return options
        .trust()
        .proving()
        .proof(
            purpose,
            options.cluster().getBytes(StandardCharsets.UTF_8),
            session.getBytes(StandardCharsets.UTF_8),
            first,
            second,
            bytes(caller),
            bytes(called));
  }

  private static byte[] bytes(NodeId node) {
    return (node.number() + " " + node.name()).getBytes(StandardCharsets.UTF_8);
  }

  private static void send(ChannelHandlerContext context, Kind kind, Consumer<WireOut> body) {
    Frame.send(context.channel(), Frame.encode(context.alloc(), kind, Frame.HANDSHAKE, 0, body));
  }

  private static void write(NodeId node, WireOut out) {
    out.i32(node.number());
    out.text(node.name());
  }

  private static NodeId node(WireIn in) throws BadMessageException {
    return new NodeId(in.i32(), in.text());
  }
}
