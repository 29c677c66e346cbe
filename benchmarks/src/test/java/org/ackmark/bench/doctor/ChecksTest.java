package org.ackmark.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.ackmark.bench.env.CannedTree;
import org.ackmark.bench.env.DirectoryException.Reason;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksTest {
  @TempDir Path root;

  /** Without what the JVM of the tests adds: it runs with {@code -ea}, perhaps with an agent. */
  private static String ids(Diagnosis diagnosis, Severity severity) {
    return diagnosis.of(severity).stream()
        .map(Finding::id)
        .filter(id -> !id.equals("D30") && !id.equals("D31"))
        .collect(Collectors.joining(" "));
  }

  private static Finding finding(Diagnosis diagnosis, String id) {
    return diagnosis.findings().stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "ext4-virtio, /no/such, D08 D15 D17",
    "xfs-nvme, /mnt/fast disk, D21 D22 D23 D24 D28 D29",
    "ext4-dmcrypt, /no/such, D09 D10 D12 D13 D15 D18",
    "md-raid1, /no/such, D13",
    "overlay, /no/such, D05 D11 D12 D13 D22 D23",
    "loop, /mnt/image, D07",
    "btrfs-mapper, /no/such, D12 D13",
  })
  void shouldWarnOfWhatACannedMachineHas(String tree, String path, String warnings) {
    Diagnosis diagnosis = Doctor.diagnose(Subjects.of(tree, path, root, Subjects.GOOD));
    assertEquals(warnings, ids(diagnosis, Severity.WARNING));
    assertEquals("", ids(diagnosis, Severity.REFUSAL));
  }

  @Test
  void shouldRefuseMemoryAndAskNothingMore() {
    Diagnosis diagnosis =
        Doctor.diagnose(Subjects.of("overlay", "/dev/shm/data", root, Trials.none()));
    assertEquals("D02", ids(diagnosis, Severity.REFUSAL));
    assertEquals(
        List.of("D01", "D02", "D03"), diagnosis.findings().stream().map(Finding::id).toList());
  }

  @ParameterizedTest
  @CsvSource({"MISSING, D01", "READ_ONLY, D01", "NOT_A_DIRECTORY, D01", "TOO_SMALL, D03"})
  void shouldRefuseAnUnusableDirectory(Reason reason, String id) {
    Subject subject = Subjects.of("ext4-virtio", "/no/such", root, Trials.none());
    Diagnosis diagnosis = Doctor.diagnose(Subjects.unusable(subject, reason));
    assertEquals(id, ids(diagnosis, Severity.REFUSAL));
    assertEquals("the reason", finding(diagnosis, id).evidence());
  }

  @ParameterizedTest
  @CsvSource({
    "nfs4, server:/export, D06",
    "fuse.sshfs, host:/home, D06",
    "virtiofs, share, D06",
    "ramfs, none, D02",
  })
  void shouldKnowFileSystemsByTheirType(String type, String source, String id) throws IOException {
    String line = "| 26 1 0:50 / / rw - " + type + " " + source + " rw";
    Subject subject =
        Subjects.of(
            CannedTree.lay("proc/self/mountinfo\n" + line, root),
            "/no/such",
            Subjects.GOOD,
            Subjects.OPTIONS);
    assertTrue(finding(Doctor.diagnose(subject), id).severity() != Severity.OK);
  }

  @Test
  void shouldWarnWhenFlushesDoNotReachTheDevice() {
    Trials lost = Subjects.trials(2_000_000, 3, 0);
    Diagnosis diagnosis = Doctor.diagnose(Subjects.of("ext4-virtio", "/no/such", root, lost));
    assertEquals(Severity.WARNING, finding(diagnosis, "D14").severity());
    assertEquals("100 fdatasync, 3 device flushes", finding(diagnosis, "D14").evidence());
  }

  @Test
  void shouldExpectNoFlushesOfADeviceWithoutVolatileCache() {
    Trials none = Subjects.trials(20_000, 0, 0);
    Diagnosis diagnosis = Doctor.diagnose(Subjects.of("xfs-nvme", "/mnt/fast disk", root, none));
    assertEquals(Severity.OK, finding(diagnosis, "D14").severity());
    assertTrue(finding(diagnosis, "D13").fix().contains("no flush will be counted"));
  }

  @Test
  void shouldPrintAContradictionAboutRotation() {
    Diagnosis diagnosis =
        Doctor.diagnose(Subjects.of("ext4-virtio", "/no/such", root, Subjects.GOOD));
    assertEquals(
        "fdatasync takes 120 us, yet vda says rotational=1", finding(diagnosis, "D15").evidence());
  }

  @Test
  void shouldWarnOfASyncFasterThanAnyDevice() {
    Trials fast = Subjects.trials(900, 100, 0);
    Diagnosis diagnosis = Doctor.diagnose(Subjects.of("md-raid1", "/no/such", root, fast));
    assertEquals("a sync is faster than any device", finding(diagnosis, "D15").title());
  }

  @ParameterizedTest
  @CsvSource({"3, false, OK", "12, false, WARNING", "80, false, REFUSAL", "80, true, WARNING"})
  void shouldRefuseABusyDiskUnlessTold(double percent, boolean allow, Severity severity) {
    Subject subject =
        Subjects.of(
            CannedTree.load("ext4-virtio", root),
            "/no/such",
            Subjects.trials(120_000, 100, percent),
            Subjects.OPTIONS.withAllowBusy(allow));
    assertEquals(severity, finding(Doctor.diagnose(subject), "D16").severity());
  }

  @Test
  void shouldReportWhatTheTrialsMet() {
    Trials trials =
        new Trials(
            Optional.of(new IdleWatch(OptionalDouble.empty(), 0, OptionalDouble.of(7.5), 0)),
            Optional.empty(),
            Optional.of("open: Invalid argument"),
            Optional.of("fdatasync: Input/output error"));
    Diagnosis diagnosis = Doctor.diagnose(Subjects.of("md-raid1", "/no/such", root, trials));
    assertEquals("D13 D19 D26", ids(diagnosis, Severity.WARNING));
    assertEquals("D14", ids(diagnosis, Severity.REFUSAL));
    assertEquals("fdatasync: Input/output error", finding(diagnosis, "D14").evidence());
  }

  @Test
  void shouldAnswerEveryQuestionOfAMachineThatTellsNothing() throws IOException {
    Subject subject =
        Subjects.of(CannedTree.lay("proc/", root), "/no/such", Trials.none(), Subjects.OPTIONS);
    Diagnosis diagnosis = Doctor.diagnose(subject);
    assertEquals(37, diagnosis.findings().size());
    assertEquals(37, diagnosis.findings().stream().map(Finding::id).distinct().count());
    assertEquals("D11 D12 D13", ids(diagnosis, Severity.WARNING));
  }

  @Test
  void shouldRefuseOnWarningsWhenStrict() {
    Subject subject =
        Subjects.of(
            CannedTree.load("ext4-virtio", root),
            "/no/such",
            Subjects.GOOD,
            Subjects.OPTIONS.withStrict(true));
    assertTrue(Doctor.diagnose(subject).refused());
  }
}
