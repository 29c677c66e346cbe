package org.ackmark.bench.jmh;

import java.util.ArrayList;
import java.util.List;

/** So many virtual threads, each of which does its work again and again, blocking in it. */
final class VirtualLoad implements Load {
  private final Meter meter;
  private final Work work;
  private final Batch batch;
  private final List<Writer> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  VirtualLoad(Meter meter, Work work, int threadCount, Batch batch) {
    this.meter = meter;
    this.work = work;
    this.batch = batch;
    for (int i = 0; i < threadCount; i++) {
      writers.add(meter.writer());
    }
  }

  @Override
  public void start() {
    for (Writer writer : writers) {
      threads.add(Thread.ofVirtual().name("ackmark-writer").start(() -> run(writer)));
    }
  }

  private void run(Writer writer) {
    try {
      while (meter.open()) {
        work.once(writer);
        batch.done();
      }
    } catch (Exception e) {
      batch.failed(e);
    }
  }

  @Override
  public void drain() throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    threads.clear();
  }
}
