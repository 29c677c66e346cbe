package org.ackmark.bench.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.results.environment.Cgroup;
import org.ackmark.results.environment.NetworkInterface;
import org.ackmark.results.environment.NetworkLink;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  @TempDir Path root;

  private Machine machine(String tree) {
    return Machine.read(CannedTree.load(tree, root));
  }

  @Test
  void shouldReadAVirtualMachine() {
    Machine machine = machine("ext4-virtio");
    assertEquals("AMD EPYC", machine.cpu().model());
    assertEquals(2, machine.cpu().threads());
    assertEquals(1, machine.cpu().cores());
    assertEquals(4890.85, machine.cpu().bogomips());
    assertEquals(24_684_096L * 1024, machine.memory().totalBytes());
    assertEquals("6.18.44", machine.kernel().release());
    assertEquals("virtual machine (QEMU)", machine.kernel().virtualization());
    assertEquals(0.39, machine.kernel().loadAverage());
    assertEquals(Optional.of(true), machine.virtual());
    assertEquals(OptionalLong.of(1), machine.settings().numaNodes());
    assertEquals(
        new TcpSettings(
            Optional.of("cubic"),
            OptionalLong.of(1),
            OptionalLong.empty(),
            OptionalLong.of(0),
            OptionalLong.of(65_536)),
        machine.settings().tcp());
    assertEquals(new Cgroup(null, null, List.of()), machine.cgroup());
    assertEquals(
        List.of(
            new NetworkInterface(
                "eth0",
                true,
                "virtio_net",
                "0x1af4:0x0001",
                null,
                1500,
                new NetworkLink("up", null, 2, 1, 12L, 0L))),
        machine.networkInterfaces());
  }

  @Test
  void shouldReadBareMetal() {
    Machine machine = machine("xfs-nvme");
    assertEquals(Optional.of(false), machine.virtual());
    assertEquals("none", machine.kernel().virtualization());
    assertEquals(2, machine.cpu().sockets());
    assertEquals(2, machine.cpu().cores());
    assertEquals("powersave", machine.cpu().governor());
    assertEquals(Optional.of(true), machine.settings().turbo());
    assertEquals(Optional.of(true), machine.settings().onBattery());
  }

  @Test
  void shouldTakeTheTightestLimitOfTheGroupsAbove() {
    assertEquals(
        new Cgroup(1.5, 2_147_483_648L, List.of("259:0 wbps=104857600")),
        machine("xfs-nvme").cgroup());
  }

  @Test
  void shouldReadControlGroupsOfVersionOne() {
    assertEquals(
        new Cgroup(0.5, 536_870_912L, List.of("8:0 wbps=1048576")), machine("overlay").cgroup());
  }

  @Test
  void shouldNameAnArmProcessorByItsNumbers() throws Exception {
    KernelFiles files =
        CannedTree.lay(
            """
            proc/cpuinfo
            | processor	: 0
            | CPU implementer	: 0x41
            | CPU part	: 0xd40
            sys/class/dmi/id/sys_vendor
            | Amazon EC2
            sys/class/dmi/id/product_name
            | m7g.metal
            """,
            root);
    assertEquals("ARM 0x41 0xd40", Machine.read(files).cpu().model());
    assertEquals(Optional.empty(), Machine.read(files).virtual());
  }

  @Test
  void shouldLeaveOutWhatNoFileTells() {
    Surroundings nothing =
        Surroundings.read(KernelFiles.under(root.resolve("none")), List.of(Path.of("/no/such")));
    assertEquals("unknown", nothing.machine().kernel().release());
    assertNull(nothing.machine().kernel().virtualization());
    assertNull(nothing.machine().cpu().sockets());
    assertEquals(Optional.empty(), nothing.machine().settings().turbo());
    assertNotNull(nothing.environment(java.time.Instant.EPOCH).fingerprint());
  }

  @Test
  void shouldReadTheMachineThatRunsThis() {
    Machine machine = Machine.read(KernelFiles.live());
    assertTrue(machine.memory().totalBytes() > 0);
    assertTrue(machine.jdk().assertionsEnabled(), "tests run with -ea");
    assertTrue(CpuTime.read(KernelFiles.live()).isPresent());
  }

  @Test
  void shouldKeepSecretsAndPathsOutOfTheArguments() {
    assertEquals(
        List.of("-Xmx2g", "-ea", "-agentlib:jdwp…", "-javaagent…", "-XX:HeapDumpPath=…"),
        JdkReader.arguments(
            List.of(
                "-Xmx2g",
                "-Dpassword=secret",
                "-ea",
                "-agentlib:jdwp=transport=dt_socket",
                "-javaagent:/home/somebody/agent.jar",
                "-XX:HeapDumpPath=/home/somebody",
                "--add-opens=java.base/java.lang=ALL-UNNAMED")));
  }

  @Test
  void shouldShareOutStolenTime() {
    CpuTime earlier = new CpuTime(1_000, 10);
    assertEquals(5.0, new CpuTime(1_200, 20).stealPercentSince(earlier));
    assertEquals(0.0, earlier.stealPercentSince(earlier));
  }
}
