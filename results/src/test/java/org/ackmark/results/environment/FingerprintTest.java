package org.ackmark.results.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ackmark.results.Parameters;
import org.ackmark.results.Samples;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FingerprintTest {
  private static final Environment BASE = Samples.environment();

  @Test
  void shouldBeAVersionAndSixteenDigits() {
    assertTrue(BASE.fingerprint().matches("1-[0-9a-f]{16}"), BASE.fingerprint());
  }

  @Test
  void shouldNotMoveWithVolatileFacts() {
    Environment later =
        Environment.of(
            BASE.takenAt().plus(Duration.ofDays(9)),
            "renamed",
            new Cpu("EPYC 7443P", "x86_64", 1, 24, 48, "performance", "0xb", 5701.99),
            new Kernel("Linux", "6.18.44", "kvm", "hpet", 10.0, 7.5),
            new Jdk("Eclipse Adoptium", "25.0.3+9", "OpenJDK", "/usr/lib/jdk", List.of(), true),
            new Memory(67_108_000_000L, 1L),
            new Cgroup(8.0, 17_179_869_184L, List.of("8:16 wbps=1048576")),
            List.of(moved()),
            List.of(
                new NetworkInterface("veth1", false, "veth", null, 10_000, 1500, null),
                new NetworkInterface(
                    "ens5",
                    true,
                    "ena",
                    null,
                    10_000,
                    1500,
                    new NetworkLink("up", "full", 4, 4, 7L, 9L))),
            Parameters.of(Map.of("dirtyRatioPercent", 10)));
    assertEquals(BASE.fingerprint(), later.fingerprint());
  }

  /**
   * Another path, less space, another order and a path among the options, another serial number.
   */
  private static Target moved() {
    Device d = Samples.device();
    Device renamed =
        new Device(
            "nvme1n1",
            d.kind(),
            d.model(),
            d.firmware(),
            "OTHER",
            d.sizeBytes(),
            d.writeCache(),
            d.fua(),
            d.scheduler(),
            d.rotational(),
            d.logicalBlockBytes(),
            d.physicalBlockBytes(),
            null);
    return new Target(
        "/srv/wal", "ext4", List.of("relatime", "rw", "lowerdir=/home/x"), 1L, List.of(renamed));
  }

  static Stream<Named<UnaryOperator<Environment>>> changes() {
    return Stream.of(
        changed(
            "cpu", e -> with(e, new Cpu("Xeon", "x86_64", 1, 24, 48, "performance", null, null))),
        changed(
            "governor",
            e -> with(e, new Cpu("EPYC 7443P", "x86_64", 1, 24, 48, "powersave", null, null))),
        changed(
            "file system",
            e ->
                with(
                    e,
                    new Target(
                        "/d", "xfs", List.of("rw", "relatime"), null, List.of(Samples.device())))),
        changed(
            "mount option",
            e -> with(e, new Target("/d", "ext4", List.of("rw"), null, List.of(Samples.device())))),
        changed(
            "no device",
            e -> with(e, new Target("/d", "ext4", List.of("rw", "relatime"), null, List.of()))));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void shouldMoveWithStableFacts(UnaryOperator<Environment> change) {
    assertNotEquals(BASE.fingerprint(), change.apply(BASE).fingerprint());
  }

  @Test
  void shouldListFactsWithoutNamesPathsAndSerialNumbers() {
    String facts = Fingerprint.facts(BASE).toString();
    assertTrue(facts.contains("targets[0].devices[0].model=SAMSUNG MZQL2960"), facts);
    for (String hidden : List.of("acme", "S64FNE0R123456", "db7", "nvme0n1", "259:0", "5700")) {
      assertFalse(facts.contains(hidden), hidden + " in " + facts);
    }
  }

  private static Named<UnaryOperator<Environment>> changed(
      String name, UnaryOperator<Environment> change) {
    return Named.of(name, change);
  }

  private static Environment with(Environment e, Cpu cpu) {
    return Environment.of(
        e.takenAt(),
        e.hostName(),
        cpu,
        e.kernel(),
        e.jdk(),
        e.memory(),
        e.cgroup(),
        e.targets(),
        e.networkInterfaces(),
        e.facts());
  }

  private static Environment with(Environment e, Target target) {
    return Environment.of(
        e.takenAt(),
        e.hostName(),
        e.cpu(),
        e.kernel(),
        e.jdk(),
        e.memory(),
        e.cgroup(),
        List.of(target),
        e.networkInterfaces(),
        e.facts());
  }
}
