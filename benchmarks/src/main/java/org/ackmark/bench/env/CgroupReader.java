package org.ackmark.bench.env;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.ackmark.results.environment.Cgroup;

/**
 * Limits set on this process's control group and on those above it: version 2 (kernel:
 * Documentation/admin-guide/cgroup-v2.rst) or version 1 (admin-guide/cgroup-v1), whichever has one.
 */
record CgroupReader(CgroupFolders folders) {
  /** "No limit" of version 1 is the largest multiple of the page size. */
  private static final long NO_LIMIT_BYTES = 1L << 60;

  static Cgroup read(KernelFiles files, MountTable mounts) {
    return new CgroupReader(CgroupFolders.read(files, mounts)).read();
  }

  private Cgroup read() {
    OptionalLong memory = memoryBytes();
    return new Cgroup(
        cpus().orElse(null), memory.isPresent() ? memory.getAsLong() : null, ioLimits().toList());
  }

  private Optional<Double> cpus() {
    Stream<String> unified = texts(folders.unified(), "cpu.max");
    Stream<String> older =
        folders.of("cpu").stream()
            .map(f -> text(f, "cpu.cfs_quota_us") + " " + text(f, "cpu.cfs_period_us"));
    return Stream.concat(unified, older).flatMap(t -> cpus(t).stream()).min(Double::compare);
  }

  /** {@code 150000 100000} is one and a half processors; {@code max} and {@code -1} no limit. */
  private static Optional<Double> cpus(String text) {
    String[] parts = text.split("\\s+", -1);
    long quota = KernelFiles.parse(parts[0]).orElse(-1);
    long period = parts.length > 1 ? KernelFiles.parse(parts[1]).orElse(-1) : -1;
    return quota > 0 && period > 0 ? Optional.of((double) quota / period) : Optional.empty();
  }

  private OptionalLong memoryBytes() {
    return Stream.concat(
            texts(folders.unified(), "memory.max"),
            texts(folders.of("memory"), "memory.limit_in_bytes"))
        .map(KernelFiles::parse)
        .flatMapToLong(OptionalLong::stream)
        .filter(bytes -> bytes < NO_LIMIT_BYTES)
        .min();
  }

  /** In version 2's words: {@code 8:0 wbps=1048576}. */
  private Stream<String> ioLimits() {
    Stream<String> unified =
        folders.unified().stream()
            .flatMap(f -> KernelFiles.lines(f.resolve("io.max")).stream())
            .map(line -> line.replaceAll(" [a-z]+=max", ""))
            .filter(line -> line.contains("="));
    return Stream.concat(unified, folders.of("blkio").stream().flatMap(CgroupReader::throttles));
  }

  private static Stream<String> throttles(Path folder) {
    return Stream.of("read_bps=rbps", "write_bps=wbps", "read_iops=riops", "write_iops=wiops")
        .map(pair -> pair.split("=", -1))
        .flatMap(pair -> throttles(folder, pair[0], pair[1]));
  }

  private static Stream<String> throttles(Path folder, String file, String name) {
    return KernelFiles.lines(folder.resolve("blkio.throttle." + file + "_device")).stream()
        .map(line -> line.split("\\s+", -1))
        .filter(parts -> parts.length == 2)
        .map(parts -> parts[0] + " " + name + "=" + parts[1]);
  }

  private static Stream<String> texts(List<Path> folders, String file) {
    return folders.stream().flatMap(f -> KernelFiles.text(f.resolve(file)).stream());
  }

  private static String text(Path folder, String file) {
    return KernelFiles.text(folder.resolve(file)).orElse("-1");
  }
}
