package org.ackmark.bench.jmh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Wal;

/**
 * So many acknowledgements are outstanding at all times. The listener of one, on the log's
 * completion thread, notes its time and at once appends and commits the next: no thread waits.
 */
final class CallbackLoad implements Load {
  private static final long LOOK_NS = 1_000_000;

  private final Rig rig;
  private final Wal log;
  private final Batch batch;
  private final List<Slot> slots = new ArrayList<>();
  private final AtomicInteger outstanding = new AtomicInteger();

  CallbackLoad(Rig rig, int slotCount, Batch batch) {
    this.rig = rig;
    this.log = rig.log();
    this.batch = batch;
    Writer shared = rig.meter().writer();
    for (int i = 0; i < slotCount; i++) {
      slots.add(new Slot(rig.acknowledgesConcurrently() && i > 0 ? rig.meter().writer() : shared));
    }
  }

  @Override
  public void start() throws IOException {
    outstanding.set(slots.size());
    for (Slot slot : slots) {
      slot.submit();
    }
  }

  @Override
  public void drain() {
    while (outstanding.get() > 0) {
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** One record under way. Its fields belong to whoever has it: submitter, then listener. */
  private final class Slot implements AckListener {
    private final Writer writer;
    private long startNs;

    Slot(Writer writer) {
      this.writer = writer;
    }

    void submit() throws IOException {
      startNs = System.nanoTime();
      log.commit(log.append(writer.record().duplicate()), this);
    }

    @Override
    public void completed(long lsn, IOException failure) {
      if (failure != null) {
        end(failure);
        return;
      }
      writer.committed(startNs, System.nanoTime());
      batch.done();
      if (rig.meter().open()) {
        next();
      } else {
        outstanding.decrementAndGet();
      }
    }

    private void next() {
      try {
        submit();
      } catch (IOException | RuntimeException e) {
        end(e);
      }
    }

    private void end(Exception cause) {
      outstanding.decrementAndGet();
      batch.failed(cause);
    }
  }
}
