package org.ackmark.quorum.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.ackmark.quorum.log.QuorumWal;
import org.ackmark.quorum.net.Service;
import org.ackmark.quorum.register.RegisterMessage;
import org.ackmark.quorum.register.RegisterStore;
import org.ackmark.wal.Wal;
import org.ackmark.wal.store.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A node that serves honest clients while somebody sends it damaged frames, as many as {@code
 * -Dquorum.frames=}.
 */
@Timeout(value = 3_600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NodeFuzzTest {
  private static final int FRAMES = Integer.getInteger("quorum.frames", 10_000);
  private static final long SEED = Long.getLong("seed", 20_261_123);
  private static final int STRANGERS_PERCENT = 10;
  private static final int FOLLOWED_PERCENT = 10;
  private static final long MOST_HEAP_BYTES = 192 << 20;

  private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
  private ResourceLeakDetector.Level level;

  @BeforeEach
  void watchBuffers() throws ReflectiveOperationException {
    level = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    detector().setLeakListener((type, records) -> leaks.add(type + " " + records));
  }

  @AfterEach
  void watchLess() throws ReflectiveOperationException {
    ResourceLeakDetector.setLevel(level);
    detector().setLeakListener(null);
  }

  private static ResourceLeakDetector<?> detector() throws ReflectiveOperationException {
    Field field = Class.forName("io.netty.buffer.AbstractByteBuf").getDeclaredField("leakDetector");
    field.setAccessible(true);
    return (ResourceLeakDetector<?>) field.get(null);
  }

  private static Fuzzer fuzzer(FuzzedNode node, int timeoutMs) {
    return new Fuzzer(
        node.address, FuzzedNode.OPTIONS, FuzzedNode.STRANGER, FuzzedNode.ATHENS, SEED, timeoutMs);
  }

  @Test
  void shouldEndWhatIsWrongAndServeWhatIsRight() throws Exception {
    List<Long> heapBytes = new ArrayList<>();
    FuzzedNode node = new FuzzedNode(FuzzedNode.OPTIONS, UnaryOperator.identity());
    Fuzzer fuzzer = fuzzer(node, RawPeer.TIMEOUT_MS);
    AtomicBoolean over = new AtomicBoolean();
    List<byte[]> records;
    try (node;
        ExecutorService honest = Executors.newFixedThreadPool(2);
        QuorumWal log = node.log()) {
      Future<Integer> alice = honest.submit(() -> useRegisters(node.registers(), over));
      Future<List<byte[]>> byzantium = honest.submit(() -> useLog(log, over));
      try {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int frames = 0; frames < FRAMES; ) {
          int before = frames;
          frames += burst(fuzzer, random.nextInt(100));
          if (before / (FRAMES / 10) != frames / (FRAMES / 10)) {
            heapBytes.add(usedHeapBytes());
          }
          assertEquals(List.of(), List.copyOf(node.failures), "seed=" + SEED);
        }
        assertTrue(fuzzer.promisesStill(), "seed=" + SEED);
      } finally {
        over.set(true);
      }
      assertTrue(alice.get() > 0);
      records = byzantium.get();
      assertEquals(records.size(), requireSame(records, log));
      awaitQuiet(node);
    }
    try (Wal copy = node.followersLog()) {
      assertEquals(records.size(), requireSame(records, copy));
    }
    System.out.printf(
        "NodeFuzzTest seed=%d frames=%d ended=%d served=%d taken=%d records=%d heapMiB=%s%n",
        SEED,
        FRAMES,
        fuzzer.ended(),
        fuzzer.served(),
        fuzzer.taken(),
        records.size(),
        heapBytes.stream().map(bytes -> bytes >> 20).toList());
    assertTrue(fuzzer.ended() > FRAMES / 100 && fuzzer.served() > FRAMES / 10);
    assertTrue(fuzzer.taken() > FRAMES / 1_000, "no record was taken by the unfollowed replica");
    assertEquals(0, node.buffers.metric().usedDirectMemory());
    assertEquals(0, node.buffers.metric().usedHeapMemory());
    provokeLeakReports();
    assertEquals(List.of(), List.copyOf(leaks), "seed=" + SEED);
    assertEquals(List.of(), List.copyOf(node.failures), "seed=" + SEED);
    assertTrue(heapBytes.getLast() - heapBytes.getFirst() < MOST_HEAP_BYTES, heapBytes::toString);
  }

  private static int burst(Fuzzer fuzzer, int percent) throws IOException {
    if (percent < STRANGERS_PERCENT) {
      return fuzzer.asStranger();
    }
    return fuzzer.asMember(
        percent < STRANGERS_PERCENT + FOLLOWED_PERCENT ? Fuzzer.FOLLOWED : Fuzzer.GARBAGE);
  }

  /** Each read must find what was written last: nobody else writes these keys. */
  private static int useRegisters(RegisterStore store, AtomicBoolean over) throws Exception {
    int rounds = 0;
    while (!over.get()) {
      Bytes key = Bytes.utf8("alice's own " + rounds % 8);
      Bytes value = Bytes.utf8("" + rounds);
      store.put(key, value);
      assertEquals(Optional.of(value), store.get(key), "seed=" + SEED);
      rounds++;
    }
    return rounds;
  }

  private static List<byte[]> useLog(QuorumWal log, AtomicBoolean over) throws Exception {
    List<byte[]> records = new ArrayList<>();
    while (!over.get()) {
      byte[] record =
          ("record " + records.size()).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      log.commit(log.append(ByteBuffer.wrap(record)));
      records.add(record);
    }
    return records;
  }

  private static int requireSame(List<byte[]> records, Wal log) throws IOException {
    int[] seen = {0};
    log.replay(
        1, (_, record) -> assertEquals(ByteBuffer.wrap(records.get(seen[0]++)), record.slice()));
    return seen[0];
  }

  /** Alice's and byzantium's connections are left. */
  private static void awaitQuiet(FuzzedNode node) throws InterruptedException {
    while (node.network.callers() > 2 || node.network.strangers() > 0 || node.waiting() > 0) {
      Thread.sleep(1);
    }
  }

  private static long usedHeapBytes() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /**
   * What was dropped without being released is told of at the next allocation after a collection.
   */
  private static void provokeLeakReports() throws InterruptedException {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(10);
      allocator.directBuffer(8).release();
    }
  }

  @Test
  void shouldNoticeABufferThatIsNotReleased() throws InterruptedException {
    UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(true, false);
    ByteBuf dropped = allocator.directBuffer(8);
    assertEquals(8, dropped.capacity());
    dropped = null;
    provokeLeakReports();
    assertEquals(8, allocator.metric().usedDirectMemory());
    assertEquals(1, leaks.size());
  }

  @Test
  void shouldNoticeADecoderThatTakesTooLongFrames() throws Exception {
    TcpOptions unbounded =
        FuzzedNode.OPTIONS.withBounds(new TcpOptions.Bounds(Integer.MAX_VALUE - 64, 1 << 20, 64));
    try (FuzzedNode node = new FuzzedNode(unbounded, UnaryOperator.identity())) {
      Fuzzer fuzzer = fuzzer(node, 1_000);
      Callable<Integer> fuzzing = () -> fuzzer.asMember(Fuzzer.GARBAGE);
      assertThrows(AssertionError.class, () -> repeat(fuzzing));
    }
  }

  @Test
  void shouldNoticeAServiceThatThrows() throws Exception {
    UnaryOperator<Service> spoiled =
        sound ->
            (from, request, replier) -> {
              if (request instanceof RegisterMessage.StoreHint) {
                throw new IllegalStateException("spoiled");
              }
              sound.handle(from, request, replier);
            };
    try (FuzzedNode node = new FuzzedNode(FuzzedNode.OPTIONS, spoiled)) {
      Fuzzer fuzzer = fuzzer(node, RawPeer.TIMEOUT_MS);
      assertThrows(AssertionError.class, () -> repeat(() -> fuzzer.asMember(Fuzzer.GARBAGE)));
      assertTrue(node.failures.stream().anyMatch(e -> "spoiled".equals(e.getMessage())));
    }
  }

  private static void repeat(Callable<Integer> fuzzing) throws Exception {
    for (int frames = 0; frames < 10_000; ) {
      frames += fuzzing.call();
    }
  }
}
