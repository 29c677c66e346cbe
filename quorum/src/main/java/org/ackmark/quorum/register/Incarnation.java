package org.ackmark.quorum.register;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogStore;

/**
 * Counts the starts of a coordinator, durably. A coordinator that crashed may have left a write on
 * a few replicas; without another incarnation it could make that write's tag again, for another
 * value, and replicas would disagree about it for ever.
 */
public final class Incarnation {
  private static final Bytes KEY = Bytes.utf8("incarnation");

  private Incarnation() {}

  /**
   * Takes the next number, which no earlier start got. Blocks for the device: it is synced when
   * this returns.
   *
   * @param store the coordinator's own; a log that can sync is enough
   * @return from 1
   * @throws IOException when it can't be made durable, or there is none left
   * @throws InterruptedException when interrupted meanwhile; the number is used up
   */
  public static int next(LogStore store) throws IOException, InterruptedException {
    int next = store.get(KEY).map(Incarnation::decode).orElse(0) + 1;
    if (next > Tag.MAX_INCARNATION) {
      throw new IOException("incarnation=" + next + " exceeds " + Tag.MAX_INCARNATION);
    }
    store.put(KEY, encode(next));
    store.sync();
    return next;
  }

  private static Bytes encode(int number) {
    return Bytes.of(ByteBuffer.allocate(Integer.BYTES).putInt(0, number));
  }

  private static int decode(Bytes bytes) {
    return bytes.toBuffer().getInt();
  }
}
