package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ackmark.results.environment.Cpu;

/** {@code /proc/cpuinfo}: lines of {@code key : value}, one group a processor. */
record CpuInfo(List<String> lines) {
  private static final Path GOVERNOR = Path.of("devices/system/cpu/cpu0/cpufreq/scaling_governor");

  static CpuInfo read(KernelFiles files) {
    return new CpuInfo(KernelFiles.lines(files.proc().resolve("cpuinfo")));
  }

  /** The processor; the governor is absent where the kernel does not choose the frequency. */
  Cpu cpu(KernelFiles files) {
    int threads = values("processor").size();
    return new Cpu(
        model().orElse("unknown"),
        System.getProperty("os.arch"),
        positive(values("physical id").stream().distinct().count()),
        positive(cores()),
        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
        KernelFiles.text(files.sys().resolve(GOVERNOR)).orElse(null),
        first("microcode").orElse(null),
        first("bogomips").map(CpuInfo::decimal).orElse(null));
  }

  /** Whether a hypervisor shows itself; absent on architectures that have no such flag. */
  Optional<Boolean> hypervisor() {
    return first("flags").map(f -> List.of(f.split(" ", -1)).contains("hypervisor"));
  }

  /** Arm's kernel gives numbers in place of a name. */
  private Optional<String> model() {
    return first("model name")
        .or(() ->
            first("CPU implementer")
                .flatMap(maker -> first("CPU part").map(part -> "ARM " + maker + " " + part)));
  }

  private long cores() {
    List<String> packages = values("physical id");
    List<String> cores = values("core id");
    return IntStream.range(0, Math.min(packages.size(), cores.size()))
        .mapToObj(i -> packages.get(i) + "/" + cores.get(i))
        .distinct()
        .count();
  }

  private List<String> values(String key) {
    return lines.stream()
        .filter(l -> l.indexOf(':') > 0)
        .filter(l -> l.substring(0, l.indexOf(':')).strip().equals(key))
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .toList();
  }

  private Optional<String> first(String key) {
    return values(key).stream().filter(v -> !v.isEmpty()).findFirst();
  }

  private static Integer positive(long count) {
    return count > 0 ? Math.toIntExact(count) : null;
  }

  private static Double decimal(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
