package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Finds the devices below a mount: partition to disk, dm and md to members, loop to its file. */
final class DeviceTree {
  /** Stacks are two to four deep; the bound ends a tree that leads back into itself. */
  private static final int MAX_DEPTH = 10;

  private final KernelFiles files;
  private final MountTable mounts;

  DeviceTree(KernelFiles files, MountTable mounts) {
    this.files = files;
    this.mounts = mounts;
  }

  /** The device that was mounted, if it is one. */
  Optional<BlockDevice> below(Mount mount) {
    return below(mount, 0);
  }

  private Optional<BlockDevice> below(Mount mount, int depth) {
    return folder(mount).flatMap(folder -> device(folder, depth));
  }

  private Optional<Path> folder(Mount mount) {
    return real(files.sys().resolve("dev/block").resolve(mount.device()))
        .or(() -> bySource(mount.source()));
  }

  /** btrfs and others mount under a number of their own; the source still names a device. */
  private Optional<Path> bySource(String source) {
    if (!source.startsWith("/dev/")) {
      return Optional.empty();
    }
    if (!source.startsWith("/dev/mapper/")) {
      return byName(source.substring("/dev/".length()));
    }
    String name = source.substring("/dev/mapper/".length());
    Path devices = files.sys().resolve("class/block");
    return KernelFiles.names(devices).stream()
        .filter(d -> KernelFiles.text(devices.resolve(d + "/dm/name")).equals(Optional.of(name)))
        .findFirst()
        .flatMap(this::byName);
  }

  private Optional<Path> byName(String name) {
    return real(files.sys().resolve("class/block").resolve(name));
  }

  private Optional<BlockDevice> device(Path folder, int depth) {
    return depth > MAX_DEPTH
        ? Optional.empty()
        : Optional.of(describe(folder, below(folder, depth + 1)));
  }

  private List<BlockDevice> below(Path folder, int depth) {
    if (Files.exists(folder.resolve("partition"))) {
      return device(folder.getParent(), depth).stream().toList();
    }
    Optional<String> backing = KernelFiles.text(folder.resolve("loop/backing_file"));
    if (backing.isPresent()) {
      return mounts.holding(KernelFiles.path(backing.get())).flatMap(m -> below(m, depth)).stream()
          .toList();
    }
    return KernelFiles.names(folder.resolve("slaves")).stream()
        .map(this::byName)
        .flatMap(Optional::stream)
        .map(member -> device(member, depth))
        .flatMap(Optional::stream)
        .toList();
  }

  private static BlockDevice describe(Path folder, List<BlockDevice> below) {
    String name = folder.getFileName().toString();
    Path queue = folder.resolve("queue");
    OptionalLong sectors = KernelFiles.number(folder.resolve("size"));
    OptionalLong discardBytes = KernelFiles.number(queue.resolve("discard_max_bytes"));
    return new BlockDevice(
        folder,
        name,
        kind(folder, name),
        detail(folder),
        KernelFiles.text(folder.resolve("device/model")),
        either(folder, "device/firmware_rev", "device/rev"),
        either(folder, "device/serial", "serial"),
        sectors.isPresent() ? OptionalLong.of(sectors.getAsLong() * 512) : sectors,
        KernelFiles.text(queue.resolve("write_cache")),
        KernelFiles.flag(queue.resolve("fua")),
        KernelFiles.text(queue.resolve("scheduler")).map(DeviceTree::chosen),
        KernelFiles.flag(queue.resolve("rotational")),
        KernelFiles.number(queue.resolve("nr_requests")),
        KernelFiles.number(queue.resolve("logical_block_size")),
        KernelFiles.number(queue.resolve("physical_block_size")),
        discardBytes.isPresent() ? Optional.of(discardBytes.getAsLong() > 0) : Optional.empty(),
        below);
  }

  private static String kind(Path folder, String name) {
    if (Files.exists(folder.resolve("partition"))) {
      return "partition";
    }
    return Stream.of(
            "nvme=nvme",
            "vd=virtio",
            "sd=scsi",
            "xvd=xen",
            "dm-=dm",
            "md=md",
            "loop=loop",
            "mmcblk=mmc",
            "pmem=pmem",
            "nbd=nbd",
            "rbd=rbd",
            "zram=zram",
            "ram=ram",
            "bcache=bcache")
        .map(pair -> pair.split("=", -1))
        .filter(pair -> name.startsWith(pair[0]))
        .map(pair -> pair[1])
        .findFirst()
        .orElse("other");
  }

  /** A dm device's type is its uuid up to the first dash; the rest would identify the machine. */
  private static Optional<String> detail(Path folder) {
    return KernelFiles.text(folder.resolve("dm/uuid"))
        .map(uuid -> uuid.substring(0, Math.max(0, uuid.indexOf('-'))).toLowerCase(Locale.ROOT))
        .or(() -> KernelFiles.text(folder.resolve("md/level")));
  }

  private static Optional<String> either(Path folder, String name, String otherName) {
    return KernelFiles.text(folder.resolve(name))
        .or(() -> KernelFiles.text(folder.resolve(otherName)));
  }

  /** {@code none [mq-deadline] kyber} means mq-deadline. */
  private static String chosen(String schedulers) {
    int from = schedulers.indexOf('[');
    int to = schedulers.indexOf(']');
    return from >= 0 && to > from ? schedulers.substring(from + 1, to) : schedulers;
  }

  private static Optional<Path> real(Path link) {
    try {
      return Optional.of(link.toRealPath());
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }
}
