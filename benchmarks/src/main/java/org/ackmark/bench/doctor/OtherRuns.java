package org.ackmark.bench.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ackmark.bench.env.KernelFiles;

/**
 * Other processes that measure, known by the locks they hold. The kernel's table is read, because
 * opening and closing a locked file would drop a lock of this process.
 */
final class OtherRuns {
  private static final Pattern LOCK = // process, device and inode
      Pattern.compile(" (-?\\d+) ([0-9a-f]+:[0-9a-f]+):(\\d+) ");

  private OtherRuns() {}

  static List<String> find(Path directory, KernelFiles files) {
    List<String> found = new ArrayList<>();
    holder(directory.resolve(WorkDirectory.LOCK_NAME), files)
        .ifPresent(pid -> found.add("another ackmark in this directory, process " + pid));
    holder(Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock"), files)
        .ifPresent(pid -> found.add("JMH, process " + pid));
    return found;
  }

  /** The other process that holds a lock on {@code file}. */
  static Optional<Long> holder(Path file, KernelFiles files) {
    Optional<String> wanted = deviceAndInode(file);
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    for (String line : KernelFiles.lines(files.proc().resolve("locks"))) {
      Matcher lock = LOCK.matcher(line);
      if (lock.find() && wanted.get().equals(lock.group(2) + ":" + lock.group(3))) {
        long pid = Long.parseLong(lock.group(1));
        if (pid != ProcessHandle.current().pid()) {
          return Optional.of(pid);
        }
      }
    }
    return Optional.empty();
  }

  /** As the table words it; see makedev(3). */
  static Optional<String> deviceAndInode(Path file) {
    try {
      long device = (Long) Files.getAttribute(file, "unix:dev");
      long inode = (Long) Files.getAttribute(file, "unix:ino");
      long major = ((device >>> 8) & 0xfffL) | ((device >>> 32) & ~0xfffL);
      long minor = (device & 0xffL) | ((device >>> 12) & 0xffffff00L);
      return Optional.of(String.format(Locale.ROOT, "%02x:%02x:%d", major, minor, inode));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
