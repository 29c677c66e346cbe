package org.ackmark.quorum.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Cuts frames out of a connection and checks them. Nothing is kept for a frame whose head is wrong
 * or which is longer than allowed; until the handshake is over little is allowed.
 */
final class FrameDecoder extends ByteToMessageDecoder {
  /** More than any part of the handshake. */
  static final int MOST_HANDSHAKE_BYTES = 1024;

  private static final int TLS_ALERT = 0x15; // RFC 8446 §5.1
  private static final int TLS_HANDSHAKE = 0x16;

  private int mostPayloadBytes = MOST_HANDSHAKE_BYTES;

  /** From now on payloads may be so long. On the connection's thread. */
  void allow(int payloadBytes) {
    mostPayloadBytes = payloadBytes;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws BadFrameException {
    if (in.readableBytes() < Frame.HEADER_BYTES) {
      requireMagic(in);
      return;
    }
    int start = in.readerIndex();
    requireMagic(in);
    int payloadBytes = in.getInt(start + Frame.LENGTH_AT);
    if (payloadBytes < 0 || payloadBytes > mostPayloadBytes) {
      throw new BadFrameException("payloadBytes=" + payloadBytes + " exceeds " + mostPayloadBytes);
    }
    int bytes = Frame.HEADER_BYTES + payloadBytes;
    if (in.readableBytes() >= bytes) {
      ByteBuffer whole = ByteBuffer.allocate(bytes);
      in.readBytes(whole);
      out.add(frame(whole.flip()));
    }
  }

  /** As much of it as has come: somebody who speaks something else is told from the first bytes. */
  private static void requireMagic(ByteBuf in) throws BadFrameException {
    int bytes = Math.min(Integer.BYTES, in.readableBytes());
    for (int i = 0; i < bytes; i++) {
      int expected = Frame.MAGIC >>> Byte.SIZE * (Integer.BYTES - 1 - i) & 0xff;
      int found = in.getUnsignedByte(in.readerIndex() + i);
      if (found != expected) {
        throw new BadFrameException(whatElse(i, found));
      }
    }
  }

  private static String whatElse(int at, int found) {
    if (at == 0 && (found == TLS_ALERT || found == TLS_HANDSHAKE)) {
      return "it speaks TLS, and this node has no keys";
    }
    return at < Integer.BYTES - 1
        ? "these are no frames of a cluster"
        : "frames of version=" + found + ", and this node speaks " + (Frame.MAGIC & 0xff);
  }

  private static Frame frame(ByteBuffer whole) throws BadFrameException {
    int crc = whole.getInt(Frame.CRC_AT);
    if (crc != Frame.crc(whole)) {
      throw new BadFrameException("crc=%08x, computed=%08x".formatted(crc, Frame.crc(whole)));
    }
    Kind kind = Kind.numbered(whole.get(Frame.KIND_AT));
    if (kind == null || whole.getShort(Frame.ZERO_AT) != 0) {
      throw new BadFrameException("kind=" + whole.get(Frame.KIND_AT));
    }
    int protocol = whole.get(Frame.PROTOCOL_AT) & 0xff;
    long id = whole.getLong(Frame.ID_AT);
    ByteBuffer payload = whole.slice(Frame.HEADER_BYTES, whole.limit() - Frame.HEADER_BYTES);
    return new Frame(kind, protocol, id, payload);
  }
}
