package org.ackmark.results.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ackmark.results.Parameters;
import org.ackmark.results.Samples;
import org.ackmark.results.environment.Cgroup;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.environment.Target;
import org.ackmark.results.files.RunDirectory;
import org.ackmark.results.json.Redactor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnvironmentDifferenceTest {
  private static final Environment BASE = Samples.environment();
  private static final Kernel KERNEL = BASE.kernel();
  private static final Device DISK = Samples.device();

  @TempDir private Path folder;

  @Test
  void shouldFindNothingBetweenEqualEnvironments() {
    assertEquals(List.of(), EnvironmentDifference.between(BASE, Samples.environment()));
  }

  @Test
  void shouldFindNothingInWhatAlwaysMoves() {
    Environment later =
        Environment.of(
            BASE.takenAt().plus(Duration.ofDays(9)),
            BASE.hostName(),
            BASE.cpu(),
            new Kernel("Linux", "6.18.44", "kvm", "tsc", 12.5, 0.4),
            BASE.jdk(),
            new Memory(67_108_000_000L, 59_000_000_000L),
            BASE.cgroup(),
            List.of(target(DISK, 490_000_000_000L)),
            BASE.networkInterfaces(),
            BASE.facts());
    assertEquals(List.of(), EnvironmentDifference.between(BASE, later));
  }

  @Test
  void shouldTellTwoKernelsApart() {
    Environment other = with(new Kernel("Linux", "6.19.1", "kvm", "tsc", 86_400.5, 0.2));
    assertEquals(
        List.of(new EnvironmentDifference("kernel.release", "6.18.44", "6.19.1", true)),
        EnvironmentDifference.between(BASE, other));
    assertEquals(
        "kernel.release: 6.18.44 in the base, 6.19.1 in the candidate",
        EnvironmentDifference.between(BASE, other).getFirst().sentence());
  }

  @Test
  void shouldTellTwoDisksApartWithoutTheirSerialNumbers() {
    List<EnvironmentDifference> all =
        EnvironmentDifference.between(BASE, with(disk("INTEL P5510", "OTHER-SERIAL", "none")));
    assertEquals(
        List.of(
            new EnvironmentDifference(
                "targets[0].devices[0].model", "SAMSUNG MZQL2960", "INTEL P5510", true),
            new EnvironmentDifference("targets[0].devices[0].serial", "one", "another", false)),
        all);
    assertFalse(all.toString().contains("OTHER-SERIAL"));
  }

  /** The same model twice: no stable fact differs, and it is another disk all the same. */
  @Test
  void shouldTellTwoDisksOfOneModelApart() {
    Environment twin = with(disk(DISK.model(), "OTHER-SERIAL", DISK.scheduler()));
    assertEquals(BASE.fingerprint(), twin.fingerprint());
    assertEquals(
        List.of("targets[0].devices[0].serial"), facts(EnvironmentDifference.between(BASE, twin)));
  }

  @Test
  void shouldPutStableFactsFirst() {
    Environment other =
        Environment.of(
            BASE.takenAt(),
            "another.example",
            BASE.cpu(),
            new Kernel("Linux", "6.18.44", "kvm", "hpet", 1.0, 7.5),
            BASE.jdk(),
            new Memory(33_554_432_000L, 1L),
            new Cgroup(4.0, 17_179_869_184L, List.of("259:0 wbps=1048576")),
            List.of(target(disk(DISK.model(), DISK.serial(), "mq-deadline"), 5L)),
            BASE.networkInterfaces(),
            Parameters.of(Map.of("dirtyRatioPercent", 10)));
    List<EnvironmentDifference> all = EnvironmentDifference.between(BASE, other);
    assertEquals(
        List.of(
            "cgroup.cpus",
            "targets[0].devices[0].scheduler",
            "facts.dirtyRatioPercent",
            "kernel.clockSource",
            "hostName",
            "kernel.loadAverage",
            "memory.availableBytes",
            "memory.totalBytes",
            "targets[0].freeBytes"),
        facts(all));
    assertEquals(
        List.of(true, true, false, false, false, false, false, false, false),
        all.stream().map(EnvironmentDifference::stable).toList());
    assertFalse(all.toString().contains(".example"), "a host's name is nobody's business");
  }

  @Test
  void shouldSayWhatIsMissingOnOneSide() {
    Environment bare =
        Environment.of(
            BASE.takenAt(),
            null,
            BASE.cpu(),
            new Kernel("Linux", "6.18.44", null, null, null, null),
            BASE.jdk(),
            BASE.memory(),
            null,
            List.of(),
            BASE.networkInterfaces(),
            null);
    List<EnvironmentDifference> all = EnvironmentDifference.between(BASE, bare);
    assertTrue(
        all.contains(new EnvironmentDifference("kernel.virtualization", "kvm", "unknown", true)));
    assertTrue(all.contains(new EnvironmentDifference("cgroup.cpus", "8.0", "absent", true)));
    assertTrue(
        all.contains(new EnvironmentDifference("kernel.clockSource", "tsc", "absent", false)));
    assertTrue(
        EnvironmentDifference.between(bare, BASE)
            .contains(new EnvironmentDifference("targets[0].fileSystem", "absent", "ext4", true)));
  }

  /** Both as they are on disk: two hosts, two serial numbers, one placeholder each. */
  @Test
  void shouldNotTakeTwoPlaceholdersForADifference() {
    Environment renamed =
        Environment.of(
            BASE.takenAt(),
            "db8.corp.example",
            BASE.cpu(),
            KERNEL,
            arguments("-Xmx1g", "-Dkeys=/home/bob/keys"),
            BASE.memory(),
            BASE.cgroup(),
            List.of(target(disk(DISK.model(), "S64FNE0R999999", DISK.scheduler()), null)),
            BASE.networkInterfaces(),
            BASE.facts());
    Environment base = with(arguments("-Xmx1g", "-Dkeys=/home/alice/keys"));
    assertNotEquals(List.of(), facts(EnvironmentDifference.between(base, renamed)));
    assertEquals(List.of(), EnvironmentDifference.between(stored("a", base), stored("b", renamed)));
  }

  @Test
  void shouldNotTakeWhatIsHiddenOnOneSideForADifference() {
    Environment base = with(arguments("-Xmx1g", "-Dkeys=/home/alice/keys"));
    assertEquals(List.of(), EnvironmentDifference.between(stored("a", base), base));
    assertEquals(List.of(), EnvironmentDifference.between(base, stored("b", base)));
    Environment larger = with(arguments("-Xmx2g", "-Dkeys=/home/alice/keys"));
    assertEquals(
        List.of("jdk.arguments"), facts(EnvironmentDifference.between(stored("c", base), larger)));
  }

  private Environment stored(String name, Environment environment) {
    RunDirectory directory = RunDirectory.createAt(folder.resolve(name), Redactor.standard());
    directory.write(Samples.run());
    directory.write(environment);
    Environment stored = RunDirectory.open(directory.path()).environment();
    assertEquals("<host>", stored.hostName());
    return stored;
  }

  private static List<String> facts(List<EnvironmentDifference> all) {
    return all.stream().map(EnvironmentDifference::fact).toList();
  }

  private static Environment with(Kernel kernel) {
    return environment(kernel, BASE.jdk(), BASE.targets());
  }

  private static Environment with(Jdk jdk) {
    return environment(KERNEL, jdk, BASE.targets());
  }

  private static Environment with(Device device) {
    return environment(KERNEL, BASE.jdk(), List.of(target(device, 500_000_000_000L)));
  }

  private static Environment environment(Kernel kernel, Jdk jdk, List<Target> targets) {
    return Environment.of(
        BASE.takenAt(),
        BASE.hostName(),
        BASE.cpu(),
        kernel,
        jdk,
        BASE.memory(),
        BASE.cgroup(),
        targets,
        BASE.networkInterfaces(),
        BASE.facts());
  }

  private static Jdk arguments(String... arguments) {
    Jdk jdk = BASE.jdk();
    return new Jdk(
        jdk.vendor(), jdk.version(), jdk.vmName(), jdk.home(), List.of(arguments), false);
  }

  private static Target target(Device device, Long freeBytes) {
    Target target = Samples.target();
    return new Target(
        target.path(), target.fileSystem(), target.mountOptions(), freeBytes, List.of(device));
  }

  private static Device disk(String model, String serial, String scheduler) {
    return new Device(
        DISK.name(),
        DISK.kind(),
        model,
        DISK.firmware(),
        serial,
        DISK.sizeBytes(),
        DISK.writeCache(),
        DISK.fua(),
        scheduler,
        DISK.rotational(),
        DISK.logicalBlockBytes(),
        DISK.physicalBlockBytes(),
        DISK.flushCounter());
  }
}
