package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;
import org.ackmark.bench.env.BlockDevice;
import org.ackmark.bench.env.CpuTime;
import org.ackmark.bench.env.DeviceCounters;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.NetworkReader;

/**
 * What disks and processors did while this process did nothing.
 *
 * @param busyPercent share of the time in which the busiest disk had requests in flight
 * @param requests reads and writes that all disks completed
 * @param stealPercent processor time that the hypervisor gave to somebody else
 * @param networkErrors packets that physical network interfaces received or sent in error
 */
record IdleWatch(
    OptionalDouble busyPercent, long requests, OptionalDouble stealPercent, long networkErrors) {
  /** What the system does by itself stays below. */
  static final double QUIET_PERCENT = 5;

  private static final int MAX_WATCHES = 5;

  /**
   * Watches until a disk is quiet, for the write-back of what was written before; five times at
   * most.
   */
  static IdleWatch run(List<BlockDevice> disks, KernelFiles files, long watchNs) {
    IdleWatch watch = once(disks, files, watchNs);
    for (int i = 1; i < MAX_WATCHES && watch.busyPercent.orElse(0) > QUIET_PERCENT; i++) {
      watch = once(disks, files, watchNs);
    }
    return watch;
  }

  private static IdleWatch once(List<BlockDevice> disks, KernelFiles files, long watchNs) {
    List<Optional<DeviceCounters>> before = disks.stream().map(BlockDevice::counters).toList();
    Optional<CpuTime> cpuBefore = CpuTime.read(files);
    long errorsBefore = networkErrors(files);
    long start = System.nanoTime();
    while (System.nanoTime() - start < watchNs && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(watchNs - (System.nanoTime() - start));
    }
    double elapsedMs = (System.nanoTime() - start) / 1e6;
    OptionalDouble busyPercent = OptionalDouble.empty();
    long requests = 0;
    for (int i = 0; i < disks.size(); i++) {
      Optional<DeviceCounters> after = disks.get(i).counters();
      if (before.get(i).isPresent() && after.isPresent()) {
        DeviceCounters added = after.get().since(before.get(i).get());
        requests += added.reads() + added.writes();
        double percent = Math.min(100, 100 * added.busyMs() / elapsedMs);
        busyPercent = OptionalDouble.of(Math.max(percent, busyPercent.orElse(0)));
      }
    }
    OptionalDouble stealPercent = steal(cpuBefore, CpuTime.read(files));
    return new IdleWatch(busyPercent, requests, stealPercent, networkErrors(files) - errorsBefore);
  }

  private static long networkErrors(KernelFiles files) {
    return NetworkReader.read(files).stream()
        .filter(each -> each.physical() && each.link().errors() != null)
        .mapToLong(each -> each.link().errors())
        .sum();
  }

  private static OptionalDouble steal(Optional<CpuTime> before, Optional<CpuTime> after) {
    return before.isPresent() && after.isPresent()
        ? OptionalDouble.of(after.get().stealPercentSince(before.get()))
        : OptionalDouble.empty();
  }
}
