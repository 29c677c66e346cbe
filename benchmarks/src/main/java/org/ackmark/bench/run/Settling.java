package org.ackmark.bench.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ackmark.bench.env.BlockDevice;
import org.ackmark.bench.env.DeviceCounters;
import org.ackmark.bench.env.MeasuredDirectory;

/** Sees to it that one observation's writes are not paid for by the next. */
public final class Settling {
  private static final long LOOK_MS = 50;
  private static final long LONGEST_MS = 1_000;

  private final List<BlockDevice> disks;

  public Settling(MeasuredDirectory directory) {
    this.disks = directory.disks();
  }

  /** Syncs every file below a folder, and waits for the device to fall idle: a second at most. */
  public void settle(Path folder) throws IOException, InterruptedException {
    settle(List.of(folder));
  }

  /** Syncs every file below the folders, and waits for the device to fall idle, once. */
  public void settle(Collection<Path> folders) throws IOException, InterruptedException {
    for (Path folder : folders) {
      sync(folder);
    }
    awaitIdle();
  }

  private static void sync(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private void awaitIdle() throws InterruptedException {
    long before = writes();
    for (long waitedMs = 0; waitedMs < LONGEST_MS; waitedMs += LOOK_MS) {
      Thread.sleep(LOOK_MS);
      long now = writes();
      if (now == before) {
        return;
      }
      before = now;
    }
  }

  private long writes() {
    return disks.stream()
        .map(BlockDevice::counters)
        .flatMap(Optional::stream)
        .mapToLong(DeviceCounters::writes)
        .sum();
  }
}
