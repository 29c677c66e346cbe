package org.ackmark.results.environment;

import java.util.List;

/**
 * One directory that was measured, and what lies below it.
 *
 * @param path the directory; redacted when written, unless asked for
 * @param fileSystem such as {@code ext4}
 * @param mountOptions each option of the mount
 * @param freeBytes what is left on the file system; absent if unknown
 * @param devices from the one that is mounted down to the disk; empty if none is known
 */
public record Target(
    String path,
    String fileSystem,
    List<String> mountOptions,
    Long freeBytes,
    List<Device> devices) {
  /** Checks the fields and copies the lists. */
  public Target {
    Environment.requirePresent("path", path);
    Environment.requirePresent("fileSystem", fileSystem);
    mountOptions = mountOptions == null ? List.of() : List.copyOf(mountOptions);
    devices = devices == null ? List.of() : List.copyOf(devices);
  }
}
