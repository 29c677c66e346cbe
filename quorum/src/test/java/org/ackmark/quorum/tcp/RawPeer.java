package org.ackmark.quorum.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.NodeId;
import org.ackmark.quorum.net.WireIn;
import org.ackmark.quorum.net.WireOut;

/** A connection whose every byte a test decides; it can do the handshake first. */
final class RawPeer implements Closeable {
  /** Never reached unless something is wrong. */
  static final int TIMEOUT_MS = 20_000;

  private final Socket socket;
  private final DataInputStream in;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
  }

  /** Connects, and says nothing. */
  static RawPeer stranger(InetSocketAddress address) throws IOException {
    Socket socket = new Socket();
    socket.setReuseAddress(true);
    socket.connect(address, TIMEOUT_MS);
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    return new RawPeer(socket);
  }

  /** Connects and proves that it knows the secret. */
  static RawPeer member(InetSocketAddress address, TcpOptions options, NodeId self, NodeId other)
      throws IOException {
    RawPeer peer = stranger(address);
    byte[] random = new byte[32];
    peer.send(hello(options, self, other));
    Frame challenge = peer.read(Kind.CHALLENGE);
    byte[] others = new WireIn(challenge.payload()).sized();
    byte[] proof =
        options
            .trust()
            .proving()
            .proof(
                "connects",
                utf8(options.cluster()),
                utf8(options.session()),
                random,
                others,
                utf8(self.number() + " " + self.name()),
                utf8(other.number() + " " + other.name()));
    peer.send(
        frame(
            Kind.PROOF,
            Frame.HANDSHAKE,
            0,
            out -> {
              out.sized(random);
              out.sized(proof);
            }));
    peer.read(Kind.WELCOME);
    return peer;
  }

  static byte[] hello(TcpOptions options, NodeId self, NodeId other) {
    return frame(
        Kind.HELLO,
        Frame.HANDSHAKE,
        0,
        out -> {
          out.text(options.cluster());
          out.text(options.session());
          for (NodeId node : new NodeId[] {self, other}) {
            out.i32(node.number());
            out.text(node.name());
          }
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] frame(Kind kind, int protocol, long id, Consumer<WireOut> body) {
    return bytes(Frame.encode(UnpooledByteBufAllocator.DEFAULT, kind, protocol, id, body));
  }

  static byte[] request(Codecs codecs, long id, Message message) {
    return bytes(codecs.encode(UnpooledByteBufAllocator.DEFAULT, Kind.REQUEST, id, message));
  }

  private static byte[] bytes(ByteBuf frame) {
    byte[] bytes = new byte[frame.readableBytes()];
    frame.readBytes(bytes);
    frame.release();
    return bytes;
  }

  /** Waits less for what may never come. */
  RawPeer patient(int timeoutMs) throws IOException {
    socket.setSoTimeout(timeoutMs);
    return this;
  }

  /** Sends; false when the other side has ended the connection. */
  boolean send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  /** Sends no more. */
  void end() throws IOException {
    try {
      socket.shutdownOutput();
    } catch (SocketException e) {
      // the other side was faster
    }
  }

  private Frame read(Kind kind) throws IOException {
    Frame frame = read();
    if (frame == null || frame.kind() != kind) {
      throw new IOException("awaited=" + kind + " frame=" + frame);
    }
    return frame;
  }

  /**
   * The next frame; null when the other side has ended the connection.
   *
   * @throws java.net.SocketTimeoutException when it does neither
   */
  Frame read() throws IOException {
    try {
      byte[] head = new byte[Frame.HEADER_BYTES];
      in.readFully(head);
      ByteBuffer whole = ByteBuffer.wrap(head);
      byte[] payload = new byte[whole.getInt(Frame.LENGTH_AT)];
      in.readFully(payload);
      int protocol = whole.get(Frame.PROTOCOL_AT) & 0xff;
      Kind kind = Kind.numbered(whole.get(Frame.KIND_AT));
      return new Frame(kind, protocol, whole.getLong(Frame.ID_AT), ByteBuffer.wrap(payload));
    } catch (EOFException | SocketException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    socket.setSoLinger(true, 0); // or this machine would run out of ports
    socket.close();
  }
}
