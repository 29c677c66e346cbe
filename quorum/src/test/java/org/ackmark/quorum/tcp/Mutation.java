package org.ackmark.quorum.tcp;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damage that is done to a frame. */
enum Mutation {
  /** Some bits of the whole frame, its head more often than by its share. */
  BITS {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = frame.clone();
      int within = random.nextInt(4) == 0 ? Frame.HEADER_BYTES : bytes.length;
      for (int i = 0; i <= random.nextInt(4); i++) {
        bytes[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      return bytes;
    }
  },
  /** Some bits of the payload, under a checksum that is right. */
  PAYLOAD_BITS {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = frame.clone();
      for (int i = 0; i <= random.nextInt(3) && bytes.length > Frame.HEADER_BYTES; i++) {
        int at = random.nextInt(Frame.HEADER_BYTES, bytes.length);
        bytes[at] ^= (byte) (1 << random.nextInt(8));
      }
      return mended(bytes);
    }
  },
  /** A number of four or eight bytes in the payload, under a checksum that is right. */
  NUMBER {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = frame.clone();
      long[] telling = {0, -1, 1, Integer.MAX_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 62};
      long number = telling[random.nextInt(telling.length)];
      boolean large = random.nextBoolean();
      int at = Frame.HEADER_BYTES + random.nextInt(Math.max(1, bytes.length - 32));
      if (at + (large ? 8 : 4) > bytes.length) {
        return frame;
      }
      if (large) {
        ByteBuffer.wrap(bytes).putLong(at, number);
      } else {
        ByteBuffer.wrap(bytes).putInt(at, (int) number);
      }
      return mended(bytes);
    }
  },
  /** The length in the head says something else. */
  LENGTH {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = frame.clone();
      int length = random.nextBoolean() ? 1 << random.nextInt(32) : random.nextInt(1 << 12);
      ByteBuffer.wrap(bytes).putInt(Frame.LENGTH_AT, length);
      return mended(bytes);
    }
  },
  /** Another kind or another protocol. */
  KIND {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = frame.clone();
      bytes[random.nextBoolean() ? Frame.KIND_AT : Frame.PROTOCOL_AT] = (byte) random.nextInt(9);
      return mended(bytes);
    }
  },
  /** The end is missing, under a length and a checksum that are right. */
  SHORTER {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = Arrays.copyOf(frame, random.nextInt(Frame.HEADER_BYTES, frame.length + 1));
      ByteBuffer.wrap(bytes).putInt(Frame.LENGTH_AT, bytes.length - Frame.HEADER_BYTES);
      return mended(bytes);
    }
  },
  /** The end is missing. */
  CUT {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      return Arrays.copyOf(frame, random.nextInt(1, frame.length));
    }
  },
  /** Anything. */
  NOISE {
    @Override
    byte[] of(byte[] frame, SplittableRandom random) {
      byte[] bytes = new byte[1 + random.nextInt(200)];
      random.nextBytes(bytes);
      return bytes;
    }
  };

  abstract byte[] of(byte[] frame, SplittableRandom random);

  static byte[] mended(byte[] frame) {
    ByteBuffer whole = ByteBuffer.wrap(frame);
    return whole.putInt(Frame.CRC_AT, Frame.crc(whole)).array();
  }
}
