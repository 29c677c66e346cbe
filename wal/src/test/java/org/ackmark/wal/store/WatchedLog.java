package org.ackmark.wal.store;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.ackmark.wal.AckListener;
import org.ackmark.wal.Wal;

/**
 * Stands between a store and its log and notes what was appended at which LSN, and what the log has
 * acknowledged so far. Safe for any number of threads.
 */
final class WatchedLog {
  private final Machine machine;
  private final Map<Long, Batch> batches = new ConcurrentSkipListMap<>();
  private final Map<Bytes, Long> lsns = new ConcurrentHashMap<>();
  private final AtomicLong acknowledgedLsn = new AtomicLong();

  WatchedLog(Machine watched) {
    this.machine =
        new Machine(
            watched.disk(),
            (disk, knownDurableLsn) -> watch(watched.opener().open(disk, knownDurableLsn)));
  }

  Machine machine() {
    return machine;
  }

  /** The highest LSN of which the store was told. */
  long acknowledgedLsn() {
    return acknowledgedLsn.get();
  }

  /** The LSN of the write of a value that was written once only. */
  long lsnOf(Bytes value) {
    return lsns.get(value);
  }

  /** What the batches add up to, in the order of their LSNs. */
  Map<Bytes, Versioned> replayed() {
    Map<Bytes, Versioned> model = new TreeMap<>();
    batches.values().forEach(batch -> Batches.apply(batch, model));
    return model;
  }

  private Wal watch(Wal log) {
    return (Wal)
        Proxy.newProxyInstance(
            Wal.class.getClassLoader(),
            new Class<?>[] {Wal.class},
            (proxy, method, arguments) -> {
              try {
                return switch (method.getName()) {
                  case "append" -> append(log, (ByteBuffer) arguments[0]);
                  case "commit" -> commit(log, arguments);
                  default -> method.invoke(log, arguments);
                };
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private long append(Wal log, ByteBuffer record) throws IOException {
    long lsn = log.append(record);
    Batch batch = StoreRecord.decode(lsn, record);
    batches.put(lsn, batch);
    if (batch.changes().getLast() instanceof Change.Put put) {
      lsns.put(put.value(), lsn);
    }
    return lsn;
  }

  private Void commit(Wal log, Object[] arguments) throws IOException, InterruptedException {
    long lsn = (Long) arguments[0];
    if (arguments.length == 1) {
      log.commit(lsn);
      acknowledged(lsn);
    } else {
      AckListener listener = (AckListener) arguments[1];
      log.commit(
          lsn,
          (reached, failure) -> {
            if (failure == null) {
              acknowledged(reached);
            }
            listener.completed(reached, failure);
          });
    }
    return null;
  }

  private void acknowledged(long lsn) {
    acknowledgedLsn.accumulateAndGet(lsn, Math::max);
  }
}
