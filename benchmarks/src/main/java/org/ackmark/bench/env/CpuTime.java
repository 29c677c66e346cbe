package org.ackmark.bench.env;

import java.util.Arrays;
import java.util.Optional;

/**
 * Processor time since boot, in ticks (proc(5), {@code /proc/stat}).
 *
 * @param stealTicks time that the hypervisor gave to somebody else
 */
public record CpuTime(long totalTicks, long stealTicks) {
  private static final int STEAL = 8; // after "cpu", user, nice, system, idle, iowait, irq, softirq

  /** What was spent so far; absent where the kernel does not tell. */
  public static Optional<CpuTime> read(KernelFiles files) {
    return files
        .proc("stat")
        .flatMap(t -> t.lines().findFirst())
        .filter(l -> l.startsWith("cpu "))
        .flatMap(CpuTime::parse);
  }

  private static Optional<CpuTime> parse(String line) {
    String[] fields = line.split("\\s+", -1);
    try {
      return fields.length <= STEAL
          ? Optional.empty()
          : Optional.of(
              new CpuTime(
                  Arrays.stream(fields, 1, STEAL + 1).mapToLong(Long::parseLong).sum(),
                  Long.parseLong(fields[STEAL])));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The share of the time since {@code earlier} that was stolen; 0 when none passed. */
  public double stealPercentSince(CpuTime earlier) {
    long total = totalTicks - earlier.totalTicks;
    return total <= 0 ? 0 : 100.0 * (stealTicks - earlier.stealTicks) / total;
  }
}
