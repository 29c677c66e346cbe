package org.ackmark.quorum.register;

import static org.ackmark.quorum.register.Cities.ALICE;
import static org.ackmark.quorum.register.Cities.ATHENS;
import static org.ackmark.quorum.register.Cities.DELPHI;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.ackmark.quorum.net.Message;
import org.ackmark.quorum.net.Network;
import org.ackmark.quorum.net.Timer;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;
import org.ackmark.wal.sim.SimDisk;
import org.ackmark.wal.store.Bytes;
import org.ackmark.wal.store.LogOpener;
import org.ackmark.wal.store.LogStore;
import org.ackmark.wal.store.StoreOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What a store of hints does by itself, with a timer and a network that do nothing by themselves.
 */
class HintStoreTest {
  private final List<Runnable> scheduled = new CopyOnWriteArrayList<>();
  private final List<Message> sent = new CopyOnWriteArrayList<>();
  private final List<Network.ReplyListener> asking = new CopyOnWriteArrayList<>();
  private final LogStore store;
  private final HintStore hints;

  HintStoreTest() throws Exception {
    WalOptions options = WalOptions.of(Variant.SYNC).withSegmentBytes(32 << 10);
    store = LogStore.open(new SimDisk("hints"), LogOpener.of(options), StoreOptions.DEFAULTS);
    hints = open();
  }

  private HintStore open() throws Exception {
    Network network =
        (from, to, request, listener) -> {
          sent.add(request);
          asking.add(listener);
        };
    Timer timer =
        new Timer() {
          @Override
          public long nowNs() {
            return 0;
          }

          @Override
          public long wallMicros() {
            return 0;
          }

          @Override
          public Pending schedule(long delayNs, Runnable task) {
            scheduled.add(task);
            return () -> scheduled.remove(task);
          }
        };
    return new HintStore(DELPHI, List.of(ATHENS), store, network, timer, 1_000);
  }

  @AfterEach
  void close() throws Exception {
    store.close();
  }

  private static RegisterMessage.Store store(int number) {
    Tag tag = Tag.abd(number, 1, ALICE.number());
    return new RegisterMessage.Store(
        Bytes.utf8("k" + number), tag, Optional.of(Bytes.utf8("v" + number)));
  }

  private Message keep(int number) throws Exception {
    CompletableFuture<Message> reply = new CompletableFuture<>();
    hints.handle(ALICE, new RegisterMessage.StoreHint(ATHENS, store(number)), reply::complete);
    return reply.get(30, TimeUnit.SECONDS);
  }

  @Test
  void shouldHandOverInTheOrderOfTheTagsAndAgainUntilItIsStored() throws Exception {
    for (int number : new int[] {2, 1, 3, 1}) {
      assertEquals(new RegisterMessage.HintStored(ATHENS), keep(number));
    }
    assertEquals(3, hints.size(), "the same one twice is one");
    assertEquals(1, scheduled.size());
    scheduled.removeFirst().run();
    assertEquals(List.of(store(1), store(2), store(3)), sent);
    asking.get(1).replied(ATHENS, new RegisterMessage.Stored());
    while (hints.size() > 2) {
      Thread.sleep(1); // it deletes when its log has synced that
    }
    scheduled.removeFirst().run();
    assertEquals(List.of(store(1), store(3)), sent.subList(3, sent.size()));
    assertEquals(2, open().size(), "so many are left in the store");
  }

  @Test
  void shouldDoNothingMoreOnceItIsClosed() throws Exception {
    keep(1);
    hints.close();
    scheduled.removeFirst().run();
    assertEquals(List.of(), sent);
    assertEquals(List.of(), scheduled, "it would go on for ever");
    Message refused = keep(2);
    assertTrue(refused instanceof RegisterMessage.Refused, refused.toString());
  }
}
