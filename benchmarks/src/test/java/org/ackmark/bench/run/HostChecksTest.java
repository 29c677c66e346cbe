package org.ackmark.bench.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ackmark.bench.node.ControlMessage;
import org.ackmark.bench.node.Names;
import org.ackmark.bench.replicas.HostList.Described;
import org.ackmark.results.Finding;
import org.junit.jupiter.api.Test;

class HostChecksTest {
  private static Described node(int id, String identity, String version, long aheadMs) {
    return new Described(
        Names.node(id),
        new ControlMessage.Description(version, identity, "disk-" + identity, 0, "{}"),
        TimeUnit.MILLISECONDS.toNanos(aheadMs),
        1_000_000);
  }

  @Test
  void shouldTakeNodesThatDiffer() {
    List<Described> nodes = List.of(node(1, "a", "1", 0), node(2, "b", "1", -400));
    HostChecks.require(nodes, "1");
    assertEquals(List.of(), HostChecks.findings(nodes, "disk-here"));
  }

  @Test
  void shouldRefuseTwoNodesWithOneIdentity() {
    List<Described> nodes = List.of(node(1, "a", "1", 0), node(2, "a", "1", 0));
    String sentence =
        assertThrows(UsageException.class, () -> HostChecks.require(nodes, "1")).getMessage();
    assertTrue(sentence.contains("are one node, or copies of one"), sentence);
  }

  @Test
  void shouldRefuseVersionsThatDiffer() {
    List<Described> nodes = List.of(node(1, "a", "1", 0), node(2, "b", "2", 0));
    String sentence =
        assertThrows(UsageException.class, () -> HostChecks.require(nodes, "1")).getMessage();
    assertTrue(sentence.contains("runs ackmark 2, and this is 1"), sentence);
  }

  @Test
  void shouldWarnOfAClockThatIsFiveSecondsOff() {
    List<Described> nodes = List.of(node(1, "a", "1", 5_000), node(2, "b", "1", -5_000));
    List<Finding> findings = HostChecks.findings(nodes, "disk-here");
    assertEquals(List.of("H01", "H01"), findings.stream().map(Finding::id).toList());
    assertTrue(findings.get(0).evidence().contains("5.0 s ahead of"), findings.toString());
    assertTrue(findings.get(1).evidence().contains("5.0 s behind"), findings.toString());
  }

  @Test
  void shouldWarnOfReplicasThatShareADisk() {
    List<Described> nodes = List.of(node(1, "a", "1", 0), node(2, "b", "1", 0));
    List<Finding> findings = HostChecks.findings(nodes, "disk-b");
    assertEquals(List.of("H02"), findings.stream().map(Finding::id).toList());
  }
}
