package org.ackmark.wal.commit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.junit.jupiter.api.Test;

/** What the log in memory does otherwise than the others, or by itself. */
class MemoryLogTest {

  private static long append(MemoryLog log) throws Exception {
    return log.append(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @Test
  void shouldGoOnWhereItIsToldToAndCountOnlyWhatWasAppended() throws Exception {
    try (MemoryLog log = new MemoryLog(WalOptions.of(Variant.MEMORY))) {
      assertEquals(1, append(log));
      assertEquals(2, append(log));
      log.skipTo(101);
      assertEquals(101, log.firstLsn());
      assertEquals(100, log.appendedLsn());
      assertEquals(101, append(log));
      log.skipTo(101); // back: the one that was appended there is dropped
      assertEquals(101, append(log));
      assertEquals(4, log.counters().appends());
      assertThrows(IllegalArgumentException.class, () -> log.skipTo(100));
    }
  }
}
