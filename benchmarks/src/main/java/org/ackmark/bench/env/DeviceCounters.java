package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A device's counters since boot, from its {@code stat} (kernel: Documentation/block/stat.rst).
 *
 * @param busyMs time during which requests were in flight
 * @param flushes flush requests completed; counted since Linux 5.5
 */
public record DeviceCounters(
    long reads, long writes, long writtenBytes, long busyMs, OptionalLong flushes) {
  private static final int SECTOR_BYTES = 512; // of the kernel's counters, whatever the device's

  static Optional<DeviceCounters> read(Path stat) {
    return KernelFiles.text(stat).flatMap(DeviceCounters::parse);
  }

  private static Optional<DeviceCounters> parse(String text) {
    String[] fields = text.strip().split("\\s+", -1);
    try {
      return fields.length < 11
          ? Optional.empty()
          : Optional.of(
              new DeviceCounters(
                  Long.parseLong(fields[0]),
                  Long.parseLong(fields[4]),
                  Long.parseLong(fields[6]) * SECTOR_BYTES,
                  Long.parseLong(fields[9]),
                  fields.length > 15
                      ? OptionalLong.of(Long.parseLong(fields[15]))
                      : OptionalLong.empty()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** What was added since {@code earlier}. */
  public DeviceCounters since(DeviceCounters earlier) {
    return new DeviceCounters(
        reads - earlier.reads,
        writes - earlier.writes,
        writtenBytes - earlier.writtenBytes,
        busyMs - earlier.busyMs,
        flushes.isPresent() && earlier.flushes.isPresent()
            ? OptionalLong.of(flushes.getAsLong() - earlier.flushes.getAsLong())
            : OptionalLong.empty());
  }
}
