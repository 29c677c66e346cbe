package org.ackmark.bench.env;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many flushes the disks below a directory have done: the proof that a sync reached the device.
 * The count is the whole device's, of everybody who uses it.
 */
public final class FlushCounter {
  private final List<BlockDevice> disks;

  private FlushCounter(List<BlockDevice> disks) {
    this.disks = List.copyOf(disks);
  }

  /** The counter of a directory; absent where a disk below it has none. */
  public static Optional<FlushCounter> of(MeasuredDirectory directory) {
    FlushCounter counter = new FlushCounter(directory.disks());
    return counter.disks.isEmpty() || counter.read().isEmpty()
        ? Optional.empty()
        : Optional.of(counter);
  }

  /** Flushes since boot, over all disks. */
  public OptionalLong read() {
    long sum = 0;
    for (BlockDevice disk : disks) {
      OptionalLong flushes =
          disk.counters().map(DeviceCounters::flushes).orElse(OptionalLong.empty());
      if (flushes.isEmpty()) {
        return OptionalLong.empty();
      }
      sum += flushes.getAsLong();
    }
    return OptionalLong.of(sum);
  }
}
