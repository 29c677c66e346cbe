package org.ackmark.bench.node;

import java.nio.file.Path;
import java.util.stream.Collectors;
import org.ackmark.bench.env.BlockDevice;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;

/** Tells whether two directories, perhaps of two hosts, are on one device. */
public final class DeviceIdentity {
  private DeviceIdentity() {}

  /** The devices below a directory, and this boot of this machine; the same text for the same. */
  public static String of(Path directory) {
    KernelFiles files = KernelFiles.live();
    String boot = files.proc("sys/kernel/random/boot_id").orElse("an unknown boot");
    return MeasuredDirectory.of(directory, files).disks().stream()
        .map(BlockDevice::name)
        .sorted()
        .collect(Collectors.joining(",", boot.strip() + " ", ""));
  }
}
