package org.ackmark.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ackmark.bench.env.CannedTree;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkChecksTest {
  @TempDir Path root;

  private Diagnosis diagnosis(String tree, long errors) throws IOException {
    Trials trials =
        new Trials(
            Optional.of(new IdleWatch(OptionalDouble.of(0), 0, OptionalDouble.of(0), errors)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return Doctor.diagnose(
        Subjects.of(CannedTree.lay(tree, root), "/no/such", trials, Subjects.OPTIONS));
  }

  private static Finding finding(Diagnosis diagnosis, String id) {
    return diagnosis.findings().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  private static String link(String name, String state, String duplex, int mbps, int mtuBytes) {
    return """
    sys/class/net/%1$s/device/
    sys/class/net/%1$s/operstate
    | %2$s
    sys/class/net/%1$s/duplex
    | %3$s
    sys/class/net/%1$s/speed
    | %4$d
    sys/class/net/%1$s/mtu
    | %5$d
    """
        .formatted(name, state, duplex, mbps, mtuBytes);
  }

  @ParameterizedTest
  @CsvSource({
    "up,   full, 10000, 9000, '', ''",
    "up,   full,    -1, 1500, '', ''",
    "down, full, 10000, 1500, D33, ''",
    "up,   half,  1000, 1500, D34, ''",
    "up,   full,   100, 1500, D34, ''",
    "up,   full, 10000, 1400, '', D36",
  })
  void shouldTellOfALinkThatIsNotAsItShouldBe(
      String state, String duplex, int mbps, int mtuBytes, String warned, String noted)
      throws IOException {
    Diagnosis diagnosis = diagnosis(link("eth0", state, duplex, mbps, mtuBytes), 0);
    for (String id : new String[] {"D33", "D34", "D35", "D36", "D37"}) {
      Finding finding = finding(diagnosis, id);
      Severity expected = id.equals(warned) ? Severity.WARNING : Severity.OK;
      assertEquals(expected, finding.severity(), finding::toString);
      boolean asks = id.equals(warned) || id.equals(noted);
      assertEquals(asks, finding.fix() != null, finding::toString);
    }
  }

  @Test
  void shouldNotMindASecondInterfaceWithoutACable() throws IOException {
    String both = link("eth0", "up", "full", 10_000, 1500) + link("eth1", "down", "half", 10, 1500);
    Diagnosis diagnosis = diagnosis(both, 0);
    assertEquals(Severity.OK, finding(diagnosis, "D33").severity());
    assertEquals(Severity.OK, finding(diagnosis, "D34").severity());
  }

  @Test
  void shouldWarnOfErrorsThatGrow() throws IOException {
    Finding finding = finding(diagnosis(link("eth0", "up", "full", 10_000, 1500), 3), "D35");
    assertEquals(Severity.WARNING, finding.severity());
    assertTrue(finding.evidence().startsWith("3 errors"), finding::evidence);
  }

  @Test
  void shouldNoteAKernelThatSpinsForPackets() throws IOException {
    Finding finding = finding(diagnosis("proc/sys/net/core/busy_poll\n| 50\n", 0), "D37");
    assertEquals(Severity.OK, finding.severity());
    assertTrue(finding.evidence().contains("busy_poll=50") && finding.fix() != null);
  }

  @Test
  void shouldNoteALoopbackOfSmallPackets() throws IOException {
    Finding finding = finding(diagnosis("sys/class/net/lo/mtu\n| 1500\n", 0), "D36");
    assertEquals("MTU 1500 of lo", finding.evidence());
  }
}
