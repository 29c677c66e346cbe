package org.ackmark.bench.env;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The directory to be measured: its file system and the devices below.
 *
 * @param mount absent when the kernel does not tell
 * @param device absent in containers and on file systems that are no block device's
 * @param journal whether an ext4 keeps one; absent for other file systems
 */
public record MeasuredDirectory(
    Path path,
    Optional<Mount> mount,
    Optional<BlockDevice> device,
    Optional<Boolean> journal,
    OptionalLong totalBytes,
    OptionalLong freeBytes) {

  /** Looks at a directory, which need not exist. */
  public static MeasuredDirectory of(Path path, KernelFiles files) {
    MountTable mounts = MountTable.read(files);
    Optional<Mount> mount = mounts.holding(path);
    Optional<BlockDevice> device = mount.flatMap(new DeviceTree(files, mounts)::below);
    Optional<FileStore> store = store(path);
    return new MeasuredDirectory(
        path,
        mount,
        device,
        journal(mount, device, files),
        bytes(store, FileStore::getTotalSpace),
        bytes(store, FileStore::getUsableSpace));
  }

  /** The file system's type, or {@code unknown}. */
  public String fileSystem() {
    return mount.map(Mount::type).orElse("unknown");
  }

  /** The disks at the bottom; none when unknown. */
  public List<BlockDevice> disks() {
    return device.map(d -> d.disks().toList()).orElse(List.of());
  }

  /**
   * What the disks say of their caches: {@code write back} if one has a volatile one, {@code write
   * through} if none has; absent if one does not tell.
   */
  public Optional<String> writeCache() {
    List<String> told = disks().stream().flatMap(d -> d.writeCache().stream()).toList();
    if (told.isEmpty() || told.size() < disks().size()) {
      return Optional.empty();
    }
    return told.stream()
        .filter(c -> !c.equals("write through"))
        .findFirst()
        .or(() -> told.stream().findFirst());
  }

  /** One line: file system, devices, and what the first disk says of itself. */
  public String describe() {
    return fileSystem()
        + (journal.equals(Optional.of(false)) ? " without journal" : "")
        + " on "
        + device.map(BlockDevice::describe).orElse("an unknown device")
        + disks().stream().findFirst().map(MeasuredDirectory::describe).orElse("");
  }

  private static String describe(BlockDevice disk) {
    return String.format(
        Locale.ROOT,
        " (%s)  write_cache=%s  fua=%s  scheduler=%s",
        disk.model().orElse(disk.kind()),
        disk.writeCache().orElse("unknown"),
        disk.fua().map(f -> f ? "1" : "0").orElse("unknown"),
        disk.scheduler().orElse("unknown"));
  }

  private static Optional<Boolean> journal(
      Optional<Mount> mount, Optional<BlockDevice> device, KernelFiles files) {
    if (mount.isEmpty() || device.isEmpty() || !mount.get().type().equals("ext4")) {
      return Optional.empty();
    }
    return files
        .sys("fs/ext4/" + device.get().name() + "/journal_task")
        .map(task -> !task.equals("<none>"));
  }

  private static Optional<FileStore> store(Path directory) {
    try {
      return Optional.of(Files.getFileStore(directory));
    } catch (IOException | SecurityException e) {
      return Optional.empty();
    }
  }

  private interface Space {
    long of(FileStore store) throws IOException;
  }

  private static OptionalLong bytes(Optional<FileStore> store, Space space) {
    try {
      return store.isPresent() ? OptionalLong.of(space.of(store.get())) : OptionalLong.empty();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
