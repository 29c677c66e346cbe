package org.ackmark.quorum.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.ackmark.quorum.net.WireOut;

/**
 * A frame that came whole. Immutable.
 *
 * @param payload a copy of its own
 */
record Frame(Kind kind, int protocol, long id, ByteBuffer payload) {
  static final int HEADER_BYTES = 24;

  /** "AKM" and the version of this format. */
  static final int MAGIC = 0x414b4d01;

  static final int LENGTH_AT = 4;
  static final int KIND_AT = 8;
  static final int PROTOCOL_AT = 9;
  static final int ZERO_AT = 10;
  static final int CRC_AT = 12;
  static final int ID_AT = 16;

  /** No protocol: a part of the handshake. */
  static final int HANDSHAKE = 0;

  /** A frame as it crosses the wire; who gets it releases it. */
  static ByteBuf encode(
      ByteBufAllocator allocator, Kind kind, int protocol, long id, Consumer<WireOut> body) {
    WireOut counted = WireOut.counting();
    body.accept(counted);
    int bytes = HEADER_BYTES + counted.bytes();
    ByteBuf frame = allocator.ioBuffer(bytes, bytes);
    ByteBuffer buffer = frame.nioBuffer(0, bytes);
    buffer.putInt(MAGIC).putInt(counted.bytes());
    buffer.put((byte) kind.number()).put((byte) protocol).putShort((short) 0);
    buffer.putInt(0).putLong(id);
    body.accept(WireOut.to(buffer));
    buffer.putInt(CRC_AT, crc(buffer.rewind()));
    return frame.writerIndex(bytes);
  }

  /** Sends a frame, on any thread; a failure reaches the end of the channel's pipeline. */
  static void send(Channel channel, ByteBuf frame) {
    var _ = channel.writeAndFlush(frame, channel.voidPromise());
  }

  /** Of a whole frame from 0 to its limit, but for the place of the sum itself. */
  static int crc(ByteBuffer frame) {
    CRC32C crc = new CRC32C();
    crc.update(frame.slice(0, CRC_AT));
    crc.update(frame.slice(ID_AT, frame.limit() - ID_AT));
    return (int) crc.getValue();
  }
}
