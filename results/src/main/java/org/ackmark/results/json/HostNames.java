package org.ackmark.results.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/** The names of this machine; asks no name server, which may be slow or absent. */
final class HostNames {
  private HostNames() {}

  static Set<String> ofThisMachine() {
    Set<String> names = new LinkedHashSet<>();
    add(names, System.getenv("HOSTNAME"));
    add(names, kernelName());
    return names;
  }

  /** A full name is used in full and by its first part. */
  private static void add(Set<String> names, String name) {
    if (name != null && !name.isBlank()) {
      names.add(name.strip());
      names.add(name.strip().split("\\.", 2)[0]);
    }
  }

  private static String kernelName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname"));
    } catch (IOException _) {
      return null;
    }
  }
}
