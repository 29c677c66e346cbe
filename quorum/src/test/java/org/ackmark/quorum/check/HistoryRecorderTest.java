package org.ackmark.quorum.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is recorded is what was done, by any number of threads, and at any time. */
@Timeout(60)
class HistoryRecorderTest {
  private static final int CLIENTS = 4;
  private static final int KEYS = 3;
  private static final int OPERATIONS = 20_000;
  private static final int HISTORIES_ON_THE_WAY = 5;

  private final AtomicLong clockNs = new AtomicLong(1000);

  private long tick(long ns) {
    return clockNs.addAndGet(ns);
  }

  @Test
  void shouldRecordEveryOutcome() {
    HistoryRecorder recorder = HistoryRecorder.of(clockNs::get);
    long write = recorder.invoke(0, "x", Kind.WRITE, 7);
    long read = recorder.invoke(1, "x", Kind.READ, 0);
    tick(5);
    long refused = recorder.invoke(2, "y", Kind.WRITE, 8);
    long lost = recorder.invoke(3, "y", Kind.WRITE, 9);
    tick(5);
    recorder.ok(write);
    recorder.ok(read, 7);
    recorder.fail(refused);
    tick(5);
    recorder.info(lost);
    recorder.invoke(4, "y", Kind.READ, 0);
    assertEquals(
        List.of(
            Operation.write(0, "x", 7, 0, 10),
            Operation.read(1, "x", 7, 0, 10),
            new Operation(2, "y", Kind.WRITE, 8, 5, 10, Outcome.FAIL),
            new Operation(3, "y", Kind.WRITE, 9, 5, 15, Outcome.INFO),
            new Operation(4, "y", Kind.READ, 0, 15, Operation.NEVER, Outcome.INFO)),
        recorder.history().operations().toList());
  }

  @Test
  void shouldGiveEachRecordedInstantATimeOfItsOwnWhereTheClockStandsStill() {
    HistoryRecorder recorder = HistoryRecorder.ordered(clockNs::get);
    recorder.ok(recorder.invoke(0, "x", Kind.WRITE, 7));
    recorder.ok(recorder.invoke(1, "x", Kind.READ, 0), 0);
    tick(100);
    recorder.ok(recorder.invoke(1, "x", Kind.READ, 0), 7);
    assertEquals(
        List.of(
            Operation.write(0, "x", 7, 0, 1),
            Operation.read(1, "x", 0, 2, 3),
            Operation.read(1, "x", 7, 100, 101)),
        recorder.history().operations().toList());
    assertFalse(new RegisterChecker().check(recorder.history()).linearizable());
  }

  @Test
  void shouldRefuseWhatCannotBe() {
    HistoryRecorder recorder = HistoryRecorder.of(clockNs::get);
    long write = recorder.invoke(0, "x", Kind.WRITE, 7);
    long read = recorder.invoke(0, "x", Kind.READ, 0);
    recorder.info(write);
    assertThrows(IllegalStateException.class, () -> recorder.ok(write));
    assertThrows(IllegalArgumentException.class, () -> recorder.ok(write, 7));
    assertThrows(IllegalArgumentException.class, () -> recorder.ok(read));
    assertThrows(IllegalArgumentException.class, () -> recorder.ok(-1));
    assertThrows(
        IllegalArgumentException.class,
        () -> recorder.invoke(0, "x", Kind.WRITE, Operation.ABSENT));
    assertThrows(IllegalArgumentException.class, () -> recorder.invoke(-1, "x", Kind.READ, 0));
    assertEquals(2, recorder.history().size());
  }

  /** Registers of one process are linearizable: also in every history taken on the way. */
  @Test
  void shouldRecordThreadsWhileHistoriesAreTaken() throws Exception {
    for (HistoryRecorder recorder :
        List.of(HistoryRecorder.of(System::nanoTime), HistoryRecorder.ordered(() -> 0))) {
      runClients(recorder, emptyRegisters());
      History history = recorder.history();
      assertEquals(CLIENTS * OPERATIONS, history.size());
      assertEquals(KEYS, history.keys().size());
      assertTrue(history.operations().allMatch(o -> o.outcome() == Outcome.OK));
      requireLinearizable(history);
    }
  }

  /** The negative control: clients that read registers that nobody writes. */
  @Test
  void shouldRecordTheViolationsOfABrokenStore() throws Exception {
    HistoryRecorder recorder = HistoryRecorder.of(System::nanoTime);
    AtomicReferenceArray<Long> written = emptyRegisters();
    AtomicReferenceArray<Long> read = emptyRegisters();
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      await(startClients(recorder, written, read, threads, new CountDownLatch(0)));
    }
    assertEquals(KEYS, new RegisterChecker().check(recorder.history()).violations().size());
  }

  private static AtomicReferenceArray<Long> emptyRegisters() {
    AtomicReferenceArray<Long> registers = new AtomicReferenceArray<>(KEYS);
    for (int key = 0; key < KEYS; key++) {
      registers.set(key, Operation.ABSENT);
    }
    return registers;
  }

  /** One client waits half-way until some histories were taken. */
  private static void runClients(HistoryRecorder recorder, AtomicReferenceArray<Long> registers)
      throws Exception {
    CountDownLatch taken = new CountDownLatch(HISTORIES_ON_THE_WAY);
    try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
      List<Future<?>> clients = startClients(recorder, registers, registers, threads, taken);
      do {
        requireLinearizable(recorder.history());
        taken.countDown();
      } while (clients.stream().anyMatch(client -> !client.isDone()));
      await(clients);
    }
  }

  private static List<Future<?>> startClients(
      HistoryRecorder recorder,
      AtomicReferenceArray<Long> written,
      AtomicReferenceArray<Long> read,
      ExecutorService threads,
      CountDownLatch goOn) {
    CountDownLatch started = new CountDownLatch(CLIENTS);
    List<Future<?>> clients = new ArrayList<>();
    for (int client = 0; client < CLIENTS; client++) {
      int number = client;
      clients.add(
          threads.submit(() -> {
            started.countDown();
            started.await();
            for (int i = 0; i < OPERATIONS; i++) {
              if (number == 0 && i == OPERATIONS / 2) {
                goOn.await();
              }
              operate(recorder, number, i, written, read);
            }
            return null;
          }));
    }
    return clients;
  }

  private static void await(List<Future<?>> clients) throws Exception {
    for (Future<?> client : clients) {
      client.get();
    }
  }

  private static void operate(
      HistoryRecorder recorder,
      int client,
      int round,
      AtomicReferenceArray<Long> written,
      AtomicReferenceArray<Long> read) {
    int key = round % KEYS;
    String name = "key" + key;
    if (round % 2 == client % 2) {
      long value = 1L + client + (long) round * CLIENTS;
      long ticket = recorder.invoke(client, name, Kind.WRITE, value);
      written.set(key, value);
      recorder.ok(ticket);
    } else {
      long ticket = recorder.invoke(client, name, Kind.READ, Operation.ABSENT);
      recorder.ok(ticket, read.get(key));
    }
  }

  private static void requireLinearizable(History history) {
    Verdict verdict = new RegisterChecker().check(history);
    assertTrue(verdict.linearizable(), verdict::toString);
  }
}
