package org.ackmark.bench.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurroundingsTest {
  @TempDir Path root;

  private static Environment environment(KernelFiles files, String directory) {
    return Surroundings.read(files, List.of(Path.of(directory))).environment(Instant.EPOCH);
  }

  @Test
  void shouldRecordTheChainFromTheMountDown() {
    Environment environment = environment(CannedTree.load("xfs-nvme", root), "/mnt/fast disk/wal");
    Target target = environment.targets().getFirst();
    assertEquals("xfs", target.fileSystem());
    assertEquals(
        List.of("partition", "nvme"), target.devices().stream().map(Device::kind).toList());
    assertEquals(true, target.devices().getLast().flushCounter());
    assertEquals(512, target.devices().getLast().logicalBlockBytes());
  }

  @Test
  void shouldRecordWhatHasNoFieldAsFacts() {
    Environment environment = environment(CannedTree.load("ext4-virtio", root), "/no/such");
    assertEquals(Optional.of(false), environment.facts().value("target0Ext4Journal"));
    assertEquals(Optional.of(256L), environment.facts().value("target0NrRequests"));
    assertEquals(Optional.of(true), environment.facts().value("target0Discards"));
    assertEquals(Optional.of(20L), environment.facts().value("dirtyRatioPercent"));
  }

  @Test
  void shouldKeepItsFingerprintWhileOnlyLoadAndCountersMove() throws Exception {
    KernelFiles files = CannedTree.load("ext4-virtio", root);
    String before = environment(files, "/no/such").fingerprint();
    Files.writeString(root.resolve("proc/loadavg"), "7.01 1 1 1/1 1\n");
    Files.writeString(root.resolve("proc/uptime"), "99999.1 1\n");
    Files.writeString(
        root.resolve("sys/devices/virtio1/block/vda/stat"), "9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9 9\n");
    assertEquals(before, environment(files, "/no/such").fingerprint());
  }

  @Test
  void shouldChangeItsFingerprintWithTheWriteCache() throws Exception {
    KernelFiles files = CannedTree.load("ext4-virtio", root);
    String before = environment(files, "/no/such").fingerprint();
    Files.writeString(
        root.resolve("sys/devices/virtio1/block/vda/queue/write_cache"), "write through\n");
    assertNotEquals(before, environment(files, "/no/such").fingerprint());
  }
}
