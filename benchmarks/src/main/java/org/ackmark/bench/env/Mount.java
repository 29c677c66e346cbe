package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param device the device's number as {@code major:minor}; major 0 is no block device
 * @param root the folder of the file system that is mounted
 * @param point where it is mounted
 * @param type the file system's type, such as {@code ext4}
 * @param source what was mounted, such as {@code /dev/sda1}
 * @param options options of the mount and of the file system, each once
 */
public record Mount(
    String device, String root, Path point, String type, String source, List<String> options) {
  private static final Set<String> MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs", "hugetlbfs");
  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "smbfs",
          "ceph",
          "9p",
          "virtiofs",
          "afs",
          "glusterfs",
          "lustre",
          "ocfs2",
          "gfs2",
          "beegfs",
          "gpfs",
          "orangefs",
          "vboxsf",
          "vmhgfs");

  /** Copies the options. */
  public Mount {
    options = List.copyOf(options);
  }

  /** Whether its files are in memory only. */
  public boolean memory() {
    return MEMORY.contains(type);
  }

  /** Whether its files are another machine's, or a user process's. */
  public boolean remote() {
    return NETWORK.contains(type) || type.equals("fuse") || type.startsWith("fuse.");
  }

  /** Whether it was mounted read-only. */
  public boolean readOnly() {
    return options.contains("ro");
  }

  /** The value of the option {@code name=value}. */
  public Optional<String> option(String name) {
    return options.stream()
        .filter(o -> o.startsWith(name + "="))
        .map(o -> o.substring(name.length() + 1))
        .findFirst();
  }
}
