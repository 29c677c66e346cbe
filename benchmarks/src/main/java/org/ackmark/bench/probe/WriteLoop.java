package org.ackmark.bench.probe;

import java.io.IOException;
import org.ackmark.results.latency.LatencyHistogram;
import org.ackmark.wal.io.LogFile;

/**
 * Writes one block after another, each synced before the next; from the start again at the end if
 * the file's blocks may be overwritten. Confined to one thread.
 */
final class WriteLoop {
  private final LogFile file;
  private final int sizeBytes;
  private final long fileBytes;
  private final boolean callsSync;
  private final boolean circular;
  private final Payload payload;
  private long offset;

  WriteLoop(LogFile file, int sizeBytes, long fileBytes, boolean callsSync, boolean circular) {
    this.file = file;
    this.sizeBytes = sizeBytes;
    this.fileBytes = fileBytes;
    this.callsSync = callsSync;
    this.circular = circular;
    this.payload = new Payload(sizeBytes);
  }

  /**
   * Writes until {@code durationNs} have passed, {@code maxOperations} are done, or the file is
   * full; at least once.
   *
   * @param latencies gets the time of each; their sum is the elapsed time
   * @throws IOException when a write or a sync failed
   */
  Slice run(long durationNs, long maxOperations, LatencyHistogram latencies) throws IOException {
    long start = System.nanoTime();
    long before = start;
    long operations = 0;
    do {
      writeOnce();
      long after = System.nanoTime();
      latencies.record(after - before);
      before = after;
      operations++;
    } while (before - start < durationNs && operations < maxOperations && (circular || fits()));
    return new Slice(operations, before - start);
  }

  private void writeOnce() throws IOException {
    if (circular && !fits()) {
      offset = 0;
    }
    file.write(payload.next(), 0, sizeBytes, offset);
    if (callsSync) {
      file.sync();
    }
    offset += sizeBytes;
  }

  private boolean fits() {
    return offset + sizeBytes <= fileBytes;
  }
}
