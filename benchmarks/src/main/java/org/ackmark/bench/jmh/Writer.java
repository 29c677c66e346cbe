package org.ackmark.bench.jmh;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.ackmark.results.latency.LatencyRecorder;
import org.ackmark.wal.store.Bytes;

/**
 * What one writer needs and what it has done: its record, its choices, its times. For one thread,
 * except {@link #recorder}, which the meter's thread takes from; the meter reads the counts when
 * the writer is at rest.
 */
final class Writer {
  private final LatencyRecorder recorder = new LatencyRecorder();
  private final ByteBuffer record;
  private final Bytes value;
  private final SplittableRandom random;

  private long commits;
  private long operations;
  private long firstStartNs;
  private long lastEndNs;

  Writer(int recordBytes, int number) {
    random = new SplittableRandom(number);
    byte[] bytes = new byte[recordBytes];
    random.nextBytes(bytes); // a device that compresses gains nothing
    record = ByteBuffer.allocateDirect(recordBytes).put(bytes).flip();
    value = Bytes.of(bytes);
  }

  ByteBuffer record() {
    return Handicap.GIVEN.carried(record);
  }

  Bytes value() {
    return value;
  }

  /** A number from 0 to {@code bound - 1}. */
  int choose(int bound) {
    return random.nextInt(bound);
  }

  /** An acknowledged commit that began and ended at these times of {@link System#nanoTime}. */
  void committed(long startNs, long endNs) {
    commits++;
    timed(startNs, endNs);
    recorder.record(endNs - startNs);
  }

  /** An operation that commits nothing, and what it took. */
  void operated(long startNs, long endNs) {
    operations++;
    timed(startNs, endNs);
    recorder.record(endNs - startNs);
  }

  /** An operation whose time is not to be mixed with that of the commits. */
  void operatedBeside(long startNs, long endNs) {
    operations++;
    timed(startNs, endNs);
  }

  private void timed(long startNs, long endNs) {
    if (firstStartNs == 0) {
      firstStartNs = startNs;
    }
    lastEndNs = endNs;
  }

  /** Forgets the counts; the recorder is emptied by who takes from it. */
  void begin() {
    commits = 0;
    operations = 0;
    firstStartNs = 0;
  }

  long commits() {
    return commits;
  }

  long operations() {
    return operations;
  }

  boolean idle() {
    return firstStartNs == 0;
  }

  long firstStartNs() {
    return firstStartNs;
  }

  long lastEndNs() {
    return lastEndNs;
  }

  LatencyRecorder recorder() {
    return recorder;
  }
}
