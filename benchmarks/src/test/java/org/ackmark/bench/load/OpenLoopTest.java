package org.ackmark.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private final FakeTicker ticker = new FakeTicker();
  private final List<Long> intended = new ArrayList<>();
  private final List<Long> sentAt = new ArrayList<>();
  private final List<Long> givenUp = new ArrayList<>();

  /** Blocks for some time on the record that is due then. */
  private OpenLoop loop(long slowNs, long blockedNs) {
    return new OpenLoop(
        ticker,
        new OpenLoop.Target() {
          @Override
          public void send(long due) {
            intended.add(due);
            sentAt.add(ticker.nowNs());
            ticker.pass(due == slowNs ? blockedNs : 0);
          }

          @Override
          public void giveUp(long due) {
            givenUp.add(due);
          }
        });
  }

  private static Arrivals every(long ns) {
    long[] next = {-ns};
    return () -> next[0] += ns;
  }

  @Test
  void shouldSendEachRecordAtItsTime() throws IOException {
    OpenLoop loop = loop(-1, 0);
    loop.run(every(10), 100, 150, 0);
    assertEquals(List.of(100L, 110L, 120L, 130L, 140L), intended);
    assertEquals(intended, sentAt);
    assertEquals(5, loop.offered());
    assertEquals(150, ticker.nowNs(), "it returns at the end of the window");
  }

  @Test
  void shouldSendAtOnceWhatFellDueWhileItWasBlockedAndShiftNothing() throws IOException {
    loop(120, 25).run(every(10), 100, 180, 0);
    assertEquals(List.of(100L, 110L, 120L, 130L, 140L, 150L, 160L, 170L), intended);
    assertEquals(List.of(100L, 110L, 120L, 145L, 145L, 150L, 160L, 170L), sentAt);
  }

  @Test
  void shouldSendWhatWasDueInTheWindowAfterItsEnd() throws IOException {
    OpenLoop loop = loop(110, 50);
    loop.run(every(10), 100, 130, 1000);
    assertEquals(List.of(100L, 110L, 120L), intended);
    assertEquals(List.of(100L, 110L, 160L), sentAt);
    assertEquals(3, loop.offered());
    assertEquals(40, loop.lateness().maxNs());
  }

  @Test
  void shouldGiveUpWhatIsDueWhenItsPatienceIsOverAndSaySo() throws IOException {
    OpenLoop loop = loop(110, 50);
    loop.run(every(10), 100, 150, 5);
    assertEquals(List.of(100L, 110L), intended);
    assertEquals(List.of(120L, 130L, 140L), givenUp);
    assertEquals(5, loop.offered(), "what was given up was offered");
  }

  @Test
  void shouldEndWhenTheLogHasFailed() {
    FakeLog log = new FakeLog(ticker, 5);
    log.fail(new IOException("no space left on device"));
    InFlight inFlight = new InFlight(log, ticker, 10, 4);
    inFlight.begin(1000);
    IOException e =
        assertThrows(
            IOException.class, () -> new OpenLoop(ticker, inFlight).run(every(10), 100, 1000, 0));
    assertEquals("the log failed: no space left on device", e.getMessage());
  }
}
