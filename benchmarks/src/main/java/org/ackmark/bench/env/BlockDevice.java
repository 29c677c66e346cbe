package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A block device and what it stands on, as sysfs describes it.
 *
 * @param folder its folder below {@code /sys}
 * @param name such as {@code nvme0n1}
 * @param kind such as {@code virtio}, {@code scsi}, {@code partition}, {@code dm} or {@code loop};
 *     {@code other} for what is not known here
 * @param detail what a stacked device does, such as {@code crypt} or {@code raid1}
 * @param writeCache {@code write back}: a sync must flush it; {@code write through}: none, by its
 *     word
 * @param fua whether one write can be forced to the medium without flushing all
 * @param below the devices that it stands on; none for a disk
 */
public record BlockDevice(
    Path folder,
    String name,
    String kind,
    Optional<String> detail,
    Optional<String> model,
    Optional<String> firmware,
    Optional<String> serial,
    OptionalLong sizeBytes,
    Optional<String> writeCache,
    Optional<Boolean> fua,
    Optional<String> scheduler,
    Optional<Boolean> rotational,
    OptionalLong nrRequests,
    OptionalLong logicalBlockBytes,
    OptionalLong physicalBlockBytes,
    Optional<Boolean> discards,
    List<BlockDevice> below) {

  /** Copies the list. */
  public BlockDevice {
    below = List.copyOf(below);
  }

  /** This device and all below it, from the top. */
  public Stream<BlockDevice> chain() {
    return Stream.concat(Stream.of(this), below.stream().flatMap(BlockDevice::chain));
  }

  /** The disks at the bottom. */
  public Stream<BlockDevice> disks() {
    return below.isEmpty() ? Stream.of(this) : below.stream().flatMap(BlockDevice::disks);
  }

  /** What was counted so far; absent where the kernel does not tell. */
  public Optional<DeviceCounters> counters() {
    return DeviceCounters.read(folder.resolve("stat"));
  }

  /** The chain in words: {@code dm-0 (crypt) on nvme0n1p2 on nvme0n1}. */
  public String describe() {
    String self = name + detail.map(d -> " (" + d + ")").orElse("");
    if (below.isEmpty()) {
      return self;
    }
    return self
        + below.stream().map(BlockDevice::describe).collect(Collectors.joining(" + ", " on ", ""));
  }
}
