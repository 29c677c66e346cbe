package org.ackmark.bench.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredDirectoryTest {
  @TempDir Path root;

  private MeasuredDirectory directory(String tree, String path) {
    return MeasuredDirectory.of(Path.of(path), CannedTree.load(tree, root));
  }

  @ParameterizedTest
  @CsvSource({
    "ext4-virtio, /no/such/data, ext4, vda",
    "xfs-nvme, /mnt/fast disk/wal, xfs, nvme0n1p1 on nvme0n1",
    "xfs-nvme, /no/such/data, ext4, unknown",
    "ext4-dmcrypt, /no/such/data, ext4, dm-1 (lvm) on dm-0 (crypt) on sda3 on sda",
    "md-raid1, /no/such/data, ext4, md0 (raid1) on sda + sdb",
    "overlay, /no/such/data, overlay, unknown",
    "overlay, /dev/shm/data, tmpfs, unknown",
    "loop, /mnt/image/wal, xfs, loop0 on vda",
    "btrfs-mapper, /no/such/data, btrfs, dm-0 (crypt)",
  })
  void shouldFindTheChainOfDevices(String tree, String path, String fileSystem, String chain) {
    MeasuredDirectory directory = directory(tree, path);
    assertEquals(fileSystem, directory.fileSystem());
    assertEquals(chain, directory.device().map(BlockDevice::describe).orElse("unknown"));
  }

  @Test
  void shouldReadWhatADiskSaysOfItself() {
    BlockDevice disk = directory("xfs-nvme", "/mnt/fast disk").disks().getFirst();
    assertEquals("nvme", disk.kind());
    assertEquals(Optional.of("SAMSUNG MZQL2960HCJR-00A07"), disk.model());
    assertEquals(Optional.of("GDC5602Q"), disk.firmware());
    assertEquals(Optional.of("write through"), disk.writeCache());
    assertEquals(Optional.of(true), disk.fua());
    assertEquals(Optional.of("none"), disk.scheduler());
    assertEquals(Optional.of(false), disk.rotational());
    assertEquals(OptionalLong.of(512), disk.logicalBlockBytes());
    assertEquals(OptionalLong.of(7_501_476_528L * 512), disk.sizeBytes());
  }

  @Test
  void shouldKnowWhetherExt4KeepsAJournal() {
    assertEquals(Optional.of(false), directory("ext4-virtio", "/no/such").journal());
  }

  @Test
  void shouldSeeAJournalOnAStackedDevice() {
    assertEquals(Optional.of(true), directory("ext4-dmcrypt", "/no/such").journal());
  }

  @Test
  void shouldAddTheFlushesOfAllDisks() {
    MeasuredDirectory mirror = directory("md-raid1", "/no/such");
    assertEquals(OptionalLong.of(30), FlushCounter.of(mirror).orElseThrow().read());
    assertEquals(Optional.of("write back"), mirror.writeCache());
  }

  @Test
  void shouldHaveNoFlushCounterOnAnOldKernel() {
    assertEquals(Optional.empty(), FlushCounter.of(directory("ext4-dmcrypt", "/no/such")));
  }

  @Test
  void shouldCountInTheKernelsUnits() {
    DeviceCounters counters =
        directory("ext4-virtio", "/no/such").device().orElseThrow().counters().orElseThrow();
    assertEquals(
        new DeviceCounters(32_996, 2_665, 445_408L * 512, 8_996, OptionalLong.of(121)), counters);
    assertEquals(new DeviceCounters(0, 0, 0, 0, OptionalLong.of(0)), counters.since(counters));
  }

  @Test
  void shouldKeepOptionsOfMountAndFileSystemOnce() {
    Mount mount = directory("ext4-virtio", "/no/such").mount().orElseThrow();
    assertEquals(List.of("rw", "relatime", "discard"), mount.options());
  }

  @Test
  void shouldDescribeInOneLine() {
    assertEquals(
        "ext4 without journal on vda (virtio)  write_cache=write back  fua=0 "
            + " scheduler=mq-deadline",
        directory("ext4-virtio", "/no/such").describe());
    assertEquals(
        "unknown on an unknown device",
        MeasuredDirectory.of(Path.of("/no/such"), KernelFiles.under(root.resolve("none")))
            .describe());
  }

  @Test
  void shouldEndATreeThatLeadsBackIntoItself() throws Exception {
    KernelFiles files =
        CannedTree.lay(
            """
            proc/self/mountinfo
            | 26 1 253:0 / / rw - xfs /dev/dm-0 rw
            sys/dev/block/253:0 -> sys/devices/dm-0
            sys/class/block/dm-0 -> sys/devices/dm-0
            sys/devices/dm-0/slaves/dm-0/
            """,
            root);
    assertTrue(MeasuredDirectory.of(Path.of("/no/such"), files).device().isPresent());
  }

  @Test
  void shouldPassOverLinesThatAreNoMounts() throws Exception {
    KernelFiles files =
        CannedTree.lay(
            """
            proc/self/mountinfo
            | no separator
            | 1 - x
            | 26 1 254:0 / / rw - xfs /dev/vda
            """,
            root);
    assertEquals("xfs", MeasuredDirectory.of(Path.of("/no/such"), files).fileSystem());
  }
}
