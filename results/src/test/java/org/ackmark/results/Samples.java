package org.ackmark.results;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.ackmark.results.environment.Cgroup;
import org.ackmark.results.environment.Cpu;
import org.ackmark.results.environment.Device;
import org.ackmark.results.environment.Environment;
import org.ackmark.results.environment.Jdk;
import org.ackmark.results.environment.Kernel;
import org.ackmark.results.environment.Memory;
import org.ackmark.results.environment.NetworkInterface;
import org.ackmark.results.environment.Target;

/** Results as a run might record them. */
public final class Samples {
  public static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

  private Samples() {}

  public static Point point(String variant, Guarantee guarantee, int writers) {
    ThreadKind kind = writers == 1 ? ThreadKind.PLATFORM : ThreadKind.CALLBACKS;
    return Point.commit(variant, guarantee, writers, kind, 256);
  }

  public static Point group() {
    return point("group", Guarantee.POWER_LOSS, 64);
  }

  public static Latency latency(long p50Ns) {
    return new Latency(p50Ns, p50Ns * 2, p50Ns * 3, p50Ns * 10, null);
  }

  public static Cost cost(long perSecond, double syncsPerCommit) {
    return new Cost(
        perSecond * 2, (double) perSecond, 1.0, syncsPerCommit, 288.0, null, null, null);
  }

  public static ObservationBuilder observation(Point point, int block) {
    return Observation.of(point, block, 3).time(START, 2_000_000_000L);
  }

  public static Observation ok(Point point, int block, long perSecond, long p50Ns) {
    return observation(point, block).cost(cost(perSecond, 1)).latency(latency(p50Ns)).ok();
  }

  public static Observation full() {
    return observation(group(), 1)
        .arm("base")
        .cost(new Cost(82_400L, 41_200.0, 0.03125, 0.015625, 288.5, 1.02, 0.86, 0.0))
        .latency(latency(1_200_000))
        .probe(360_000L, 365_000L)
        .knobs(Parameters.of(Map.of("segmentBytes", 67_108_864, "lingerUs", 12.5)))
        .metric("responseP99Ns", 2.9e6)
        .histogram("group-64-1")
        .disturbed("probe p50 rose by 31 %");
  }

  public static Run run() {
    ObjectNode profile = JsonNodeFactory.instance.objectNode();
    profile.put("name", "quick").putNull("rate").putArray("writers").add(1).add(64);
    return Run.started(
        "2026-01-31T120000Z-quick",
        1,
        "0.1.0",
        "quick",
        profile,
        42,
        List.of("ackmark", "run", "quick"),
        new Run.Git("0123456789abcdef0123456789abcdef01234567", true),
        START);
  }

  public static Device device() {
    return new Device(
        "nvme0n1",
        "disk",
        "SAMSUNG MZQL2960",
        "GDC5602Q",
        "S64FNE0R123456",
        960_197_124_096L,
        "write back",
        true,
        "none",
        false,
        512,
        4096,
        true);
  }

  public static Target target() {
    return new Target(
        "/mnt/customers/acme/wal",
        "ext4",
        List.of("rw", "relatime"),
        500_000_000_000L,
        List.of(device()));
  }

  public static Environment environment() {
    return Environment.of(
        START,
        "db7.corp.example",
        new Cpu("EPYC 7443P", "x86_64", 1, 24, 48, "performance", "0xa0011d1", 5700.12),
        new Kernel("Linux", "6.18.44", "kvm", "tsc", 86_400.5, 0.2),
        new Jdk("Eclipse Adoptium", "25.0.3+9", "OpenJDK", "/opt/jdk-25", List.of("-Xmx1g"), false),
        new Memory(67_108_864_000L, 60_000_000_000L),
        new Cgroup(8.0, 17_179_869_184L, List.of("259:0 wbps=1048576")),
        List.of(target()),
        List.of(new NetworkInterface("eth0", true, "ena", null, 25_000, 9001, null)),
        Parameters.of(Map.of("dirtyRatioPercent", 20)));
  }
}
