package org.ackmark.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;
import org.junit.jupiter.api.Test;

class DoctorTextTest {
  private static final Finding FINE = new Finding("D01", Severity.OK, "fine", "seen", null);
  private static final Finding NOTE =
      new Finding("D27", Severity.OK, "a virtual machine", "hypervisor", "ask the provider");
  private static final Finding WARNING =
      new Finding(
          "D08",
          Severity.WARNING,
          "ext4 keeps no journal",
          "journal_task=<none>",
          "x ".repeat(50).strip());
  private static final Finding REFUSAL =
      new Finding("D02", Severity.REFUSAL, "in memory", "tmpfs", "choose a disk");

  private static String render(boolean strict, Finding... findings) {
    return DoctorText.render(new Diagnosis(List.of(findings), strict));
  }

  @Test
  void shouldPutWhatMattersFirstAndWrap() {
    assertEquals(
        """
        REFUSED  D02 in memory (tmpfs). Fix: choose a disk.
        warning  D08 ext4 keeps no journal (journal_task=<none>). Fix: x x x x x x x x x x x x x x x x x x x
                     x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x x.
        note     D27 a virtual machine (hypervisor). Fix: ask the provider.
        verdict: not fit to measure on (1 refused, 1 warnings, 2 fine)
        """,
        render(false, FINE, NOTE, WARNING, REFUSAL));
  }

  @Test
  void shouldSayThatAllIsFine() {
    assertEquals(
        "verdict: fit to measure on (0 refused, 0 warnings, 1 fine)\n", render(true, FINE));
  }

  @Test
  void shouldSayThatStrictnessRefused() {
    String verdict = render(true, WARNING).lines().reduce((a, b) -> b).orElseThrow();
    assertEquals(
        "verdict: not fit to measure on (0 refused, 1 warnings, 0 fine; strict: warnings refuse)",
        verdict);
  }
}
