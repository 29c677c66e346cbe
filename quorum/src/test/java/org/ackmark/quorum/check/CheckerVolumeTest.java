package org.ackmark.quorum.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A history of a benchmark's size, of 64 clients on one contended key, then on a thousand. Prints
 * what it took; {@code -Dquorum.operations=} sets how many.
 */
class CheckerVolumeTest {
  private static final int OPERATIONS = Integer.getInteger("quorum.operations", 200_000);
  private static final int CLIENTS = 64;

  private final SplittableRandom random = new SplittableRandom(RandomHistory.seed());
  private final AtomicLong clockNs = new AtomicLong();

  @Test
  void shouldJudgeALongHistoryAndFindTheOneStaleRead() {
    for (int keys : new int[] {1, 1000}) {
      HistoryRecorder recorder = HistoryRecorder.of(clockNs::get);
      record(recorder, keys);
      assertTrue(judge(recorder.history(), keys + " keys").linearizable());
      recorder.ok(recorder.invoke(0, "k0", Kind.READ, 0), 1);
      assertEquals(1, judge(recorder.history(), keys + " keys, a stale read").violations().size());
      assertEquals(1, Staleness.of(recorder.history()).stale());
    }
  }

  private static Verdict judge(History history, String what) {
    long start = System.nanoTime();
    Verdict verdict = new RegisterChecker().check(history);
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println(history.size() + " operations, " + what + ": " + took + " ms");
    return verdict;
  }

  /** Each client always has one operation open, which takes effect when it begins or ends. */
  private void record(HistoryRecorder recorder, int keys) {
    long[] registers = new long[keys];
    Open[] open = new Open[CLIENTS];
    registers[0] = 1;
    recorder.ok(recorder.invoke(0, "k0", Kind.WRITE, 1));
    for (int i = 2; i <= OPERATIONS; i++) {
      int client = random.nextInt(CLIENTS);
      clockNs.incrementAndGet();
      if (open[client] != null) {
        open[client].end(recorder, registers);
      }
      open[client] = begin(recorder, client, random.nextInt(keys), i, registers);
    }
    for (Open last : open) {
      clockNs.incrementAndGet();
      if (last != null) {
        last.end(recorder, registers);
      }
    }
    clockNs.incrementAndGet();
  }

  private Open begin(HistoryRecorder recorder, int client, int key, int value, long[] registers) {
    clockNs.incrementAndGet();
    boolean write = random.nextBoolean();
    boolean atOnce = random.nextBoolean();
    Kind kind = write ? Kind.WRITE : Kind.READ;
    long ticket = recorder.invoke(client, "k" + key, kind, value);
    Open begun = new Open(ticket, write, key, atOnce && !write ? registers[key] : value, atOnce);
    if (write && atOnce) {
      registers[key] = value;
    }
    return begun;
  }

  /**
   * An operation under way.
   *
   * @param value that it writes, or has read if it took effect at once
   */
  private record Open(long ticket, boolean write, int key, long value, boolean atOnce) {
    void end(HistoryRecorder recorder, long[] registers) {
      if (write) {
        registers[key] = atOnce ? registers[key] : value;
        recorder.ok(ticket);
      } else {
        recorder.ok(ticket, atOnce ? value : registers[key]);
      }
    }
  }
}
