package org.ackmark.bench.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Logs that are measured at the same time, or not equally often. */
@Timeout(60)
class TurnTableTest {
  private static final long ROUNDS_NS = 3 * TurnTable.SLICE_NS;

  private final ExecutorService jvms = Executors.newCachedThreadPool();
  private TurnTable table;

  @BeforeEach
  void open() throws IOException {
    table = TurnTable.open();
  }

  @AfterEach
  void close() throws IOException {
    table.close();
    jvms.close();
  }

  private Future<TurnTaker> seat(Slices slices) throws Exception {
    Future<TurnTaker> taker =
        jvms.submit(() -> {
          TurnTaker joined = TurnTaker.join(table.socket());
          joined.start(slices);
          return joined;
        });
    table.seat(taker::isDone);
    return taker;
  }

  @Test
  void shouldMeasureOneAtATimeAndEachEquallyOften() throws Exception {
    Busy busy = new Busy();
    List<Counted> all = List.of(new Counted(busy), new Counted(busy), new Counted(busy));
    List<Future<TurnTaker>> takers = new ArrayList<>();
    for (Counted slices : all) {
      takers.add(seat(slices));
    }
    table.play(ROUNDS_NS);
    for (Future<TurnTaker> taker : takers) {
      taker.get().close();
    }
    assertEquals(1, busy.most.get(), "how many worked at once");
    int slices = all.getFirst().ended.get();
    assertTrue(slices > 0, "nothing was measured");
    all.forEach(counted -> assertEquals(slices, counted.ended.get()));
  }

  @Test
  void shouldGoOnWithoutOneThatDied() throws Exception {
    Counted left = new Counted(new Busy());
    Future<TurnTaker> taker = seat(left);
    try (SocketChannel dead = SocketChannel.open(UnixDomainSocketAddress.of(table.socket()))) {
      dead.write(StandardCharsets.US_ASCII.encode("ready\n"));
      table.seat(() -> false);
    }
    table.play(ROUNDS_NS);
    taker.get().close();
    assertTrue(left.ended.get() > 1, "slices of the one that lived");
  }

  @Test
  void shouldNotWaitForOneThatEndedBeforeItWasReady() throws Exception {
    table.seat(() -> true);
    table.play(ROUNDS_NS);
  }

  @Test
  void shouldTellOfASliceThatFailed() throws Exception {
    Future<TurnTaker> taker =
        seat(
            new Slices() {
              @Override
              public void begin() throws IOException {
                throw new IOException("the log has failed");
              }

              @Override
              public void end() {
                throw new AssertionError("a slice that never began");
              }
            });
    table.play(ROUNDS_NS);
    IOException failure = assertThrows(IOException.class, () -> taker.get().close());
    assertTrue(failure.getMessage().contains("the log has failed"), failure::getMessage);
  }

  @Test
  void shouldGiveEachEveryPlaceEquallyOften() {
    List<Integer> all = List.of(0, 1, 2, 3);
    int[][] times = new int[4][4];
    for (int round = 0; round < 2 * all.size(); round++) {
      List<Integer> order = TurnTable.order(all, round);
      IntStream.range(0, 4).forEach(place -> times[order.get(place)][place]++);
    }
    for (int[] places : times) {
      assertEquals(List.of(2, 2, 2, 2), IntStream.of(places).boxed().toList());
    }
  }

  /** How many work at once. */
  private static final class Busy {
    final AtomicInteger now = new AtomicInteger();
    final AtomicInteger most = new AtomicInteger();
  }

  private static final class Counted implements Slices {
    final AtomicInteger ended = new AtomicInteger();
    private final Busy busy;

    Counted(Busy busy) {
      this.busy = busy;
    }

    @Override
    public void begin() {
      busy.most.accumulateAndGet(busy.now.incrementAndGet(), Math::max);
    }

    @Override
    public void end() {
      busy.now.decrementAndGet();
      ended.incrementAndGet();
    }
  }
}
