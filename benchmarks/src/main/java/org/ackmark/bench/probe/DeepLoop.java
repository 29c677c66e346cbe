package org.ackmark.bench.probe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.io.Joining;
import org.ackmark.wal.io.LogFile;

/**
 * As many threads as writes are to be in flight; each takes the next block of the file, writes it
 * and syncs. The kernel may serve several syncs with one flush.
 */
final class DeepLoop {
  private final LogFile file;
  private final Setting setting;
  private final long blocks;
  private final AtomicLong next = new AtomicLong();
  private final AtomicReference<IOException> failure = new AtomicReference<>();

  DeepLoop(LogFile file, Setting setting, long fileBytes) {
    this.file = file;
    this.setting = setting;
    this.blocks = fileBytes / setting.sizeBytes();
  }

  /** As {@link WriteLoop#run}; the limit may be passed by one write per thread. */
  Slice run(long durationNs, long maxOperations, LatencyHistogram latencies) throws IOException {
    long first = next.get();
    long last = first + maxOperations;
    CountDownLatch go = new CountDownLatch(1);
    List<LatencyHistogram> each = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    AtomicLong operations = new AtomicLong();
    for (int i = 0; i < setting.queueDepth(); i++) {
      LatencyHistogram own = new LatencyHistogram();
      each.add(own);
      threads.add(
          Thread.ofPlatform()
              .name("probe-writer-" + i)
              .start(() -> operations.addAndGet(write(go, durationNs, last, own))));
    }
    long start = System.nanoTime();
    go.countDown();
    Joining.uninterruptibly(threads); // they end by themselves and use the file until then
    long elapsedNs = System.nanoTime() - start;
    if (failure.get() != null) {
      throw failure.get();
    }
    each.forEach(latencies::add);
    return new Slice(operations.get(), elapsedNs);
  }

  private long write(CountDownLatch go, long durationNs, long last, LatencyHistogram own) {
    Payload payload = new Payload(setting.sizeBytes());
    long operations = 0;
    try {
      go.await();
      long start = System.nanoTime();
      long before = start;
      do {
        writeOnce(payload);
        long after = System.nanoTime();
        own.record(after - before);
        before = after;
        operations++;
      } while (before - start < durationNs && next.get() < last && failure.get() == null);
    } catch (IOException e) {
      failure.compareAndSet(null, e);
    } catch (InterruptedException e) {
      failure.compareAndSet(null, new IOException("a writer of the probe was interrupted", e));
    }
    return operations;
  }

  private void writeOnce(Payload payload) throws IOException {
    long block = next.getAndIncrement() % blocks;
    file.write(payload.next(), 0, setting.sizeBytes(), block * setting.sizeBytes());
    if (setting.method().callsSync()) {
      file.sync();
    }
  }
}
