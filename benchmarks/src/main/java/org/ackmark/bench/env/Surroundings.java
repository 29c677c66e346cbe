package org.ackmark.bench.env;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.ackmark.results.Parameters;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Target;

/** The machine and the directories that are measured on it. */
public record Surroundings(Machine machine, List<MeasuredDirectory> directories) {

  /** Copies the list. */
  public Surroundings {
    directories = List.copyOf(directories);
  }

  /** Reads everything; takes a few milliseconds. */
  public static Surroundings read(KernelFiles files, List<Path> directories) {
    return new Surroundings(
        Machine.read(files),
        directories.stream().map(d -> MeasuredDirectory.of(d, files)).toList());
  }

  /** What a run records of it. */
  public Environment environment(Instant takenAt) {
    return Environment.of(
        takenAt,
        machine.hostName().orElse(null),
        machine.cpu(),
        machine.kernel(),
        machine.jdk(),
        machine.memory(),
        machine.cgroup(),
        directories.stream().map(Surroundings::target).toList(),
        machine.networkInterfaces(),
        facts());
  }

  private static Target target(MeasuredDirectory directory) {
    return new Target(
        directory.path().toString(),
        directory.fileSystem(),
        directory.mount().map(Mount::options).orElse(List.of()),
        boxed(directory.freeBytes()),
        directory.device().stream().flatMap(BlockDevice::chain).map(Surroundings::device).toList());
  }

  private static Device device(BlockDevice device) {
    return new Device(
        device.name(),
        device.kind() + device.detail().map(d -> " " + d).orElse(""),
        device.model().orElse(null),
        device.firmware().orElse(null),
        device.serial().orElse(null),
        boxed(device.sizeBytes()),
        device.writeCache().orElse(null),
        device.fua().orElse(null),
        device.scheduler().orElse(null),
        device.rotational().orElse(null),
        integer(device.logicalBlockBytes()),
        integer(device.physicalBlockBytes()),
        device.counters().map(c -> c.flushes().isPresent()).orElse(null));
  }

  private Parameters facts() {
    SortedMap<String, Object> facts = new TreeMap<>();
    KernelSettings settings = machine.settings();
    settings.turbo().ifPresent(v -> facts.put("turbo", v));
    settings.onBattery().ifPresent(v -> facts.put("onBattery", v));
    settings.numaNodes().ifPresent(v -> facts.put("numaNodes", v));
    settings.dirtyRatioPercent().ifPresent(v -> facts.put("dirtyRatioPercent", v));
    settings.dirtyBytes().ifPresent(v -> facts.put("dirtyBytes", v));
    settings.ioUringDisabled().ifPresent(v -> facts.put("ioUringDisabled", v));
    settings.tcp().addTo(facts);
    IntStream.range(0, directories.size()).forEach(i -> addFacts(facts, i));
    return Parameters.of(facts);
  }

  private void addFacts(SortedMap<String, Object> facts, int index) {
    String prefix = "target" + index;
    MeasuredDirectory directory = directories.get(index);
    directory.journal().ifPresent(v -> facts.put(prefix + "Ext4Journal", v));
    directory.totalBytes().ifPresent(v -> facts.put(prefix + "TotalBytes", v));
    for (BlockDevice disk : directory.disks()) {
      disk.nrRequests().ifPresent(v -> facts.put(prefix + "NrRequests", v));
      disk.discards().ifPresent(v -> facts.put(prefix + "Discards", v));
    }
  }

  private static Long boxed(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static Integer integer(OptionalLong value) {
    return value.isPresent() ? Math.toIntExact(value.getAsLong()) : null;
  }
}
