package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class FioCheckTest {

  @Test
  void shouldReadFiosCountBehindItsNotes() throws Exception {
    String output =
        """
        note: both iodepth >= 1 and synchronous I/O engine are selected
        {"jobs": [{"error": 0, "write": {"iops": 6250.5}}]}
        """;
    assertEquals(6250.5, FioCheck.opsPerSecond(output));
  }

  @Test
  void shouldReportFiosErrors() {
    assertThrows(
        UnavailableException.class,
        () -> FioCheck.opsPerSecond("{\"jobs\": [{\"error\": 22, \"write\": {\"iops\": 0}}]}"));
    assertThrows(
        UnavailableException.class,
        () -> FioCheck.opsPerSecond("{\"jobs\": [{\"error\": 0, \"write\": {\"iops\": 0}}]}"));
    UnavailableException failure =
        assertThrows(UnavailableException.class, () -> FioCheck.opsPerSecond("fio: broken\n"));
    assertEquals("fio reported an error: fio: broken", failure.getMessage());
  }

  @Test
  void shouldShowTheDifference() {
    FioReport report =
        new FioReport(
            null,
            List.of(
                new FioComparison("fdatasync", 4096, 6400, 6250, new Quartiles(-1, 2.4, 4)),
                new FioComparison("direct-dsync", 4096, 6100, 6200, new Quartiles(-20, -1.6, 0))));
    assertTrue(report.agrees());
    assertEquals(
        """
        fdatasync      4 KiB  probe 6,400/s  fio 6,250/s  +2.4 % (-1.0 to +4.0)
        direct-dsync   4 KiB  probe 6,100/s  fio 6,200/s  -1.6 % (-20.0 to +0.0)
        verified: the probe and fio agree within 10 %
        """,
        report.text());
  }

  @Test
  void shouldSayWhenTheTwoDiffer() {
    FioReport report = reportOf(new Quartiles(-55, -52, -11));
    assertFalse(report.agrees());
    assertTrue(
        report.text().endsWith("NOT verified: the probe and fio differ by more than 10 %\n"));
  }

  private static FioReport reportOf(Quartiles difference) {
    return new FioReport(
        null, List.of(new FioComparison("fdatasync", 4096, 3000, 6250, difference)));
  }

  @Test
  void shouldNotTakeAMovingDiskForADifference() {
    FioReport report = reportOf(new Quartiles(-30, -16, 5));
    assertFalse(report.agrees());
    assertTrue(report.text().contains("can't tell: the disk moved by more than 10 %"));
  }

  @Test
  void shouldSayWhenFioIsMissing() {
    FioReport report = new FioReport("fio is not installed", List.of());
    assertFalse(report.agrees());
    assertEquals("not verified: fio is not installed\n", report.text());
  }

  @Test
  void shouldCompareWithFioWhereItIsInstalled() throws IOException {
    try (BuildDirectory directory = new BuildDirectory()) {
      FioReport report = FioCheck.run(directory.path(), 20, 1);
      assertEquals(List.of(), directory.names());
      Assumptions.assumeTrue(report.unavailable() == null, report.unavailable());
      assertEquals(
          List.of("fdatasync", "direct-dsync"),
          report.comparisons().stream().map(FioComparison::method).toList());
      assertTrue(report.comparisons().stream().allMatch(c -> c.fioOpsPerSecond() > 0));
    }
  }
}
