package org.ackmark.bench.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final DoctorOptions BRIEF = new DoctorOptions(false, true, 1 << 20, 20_000_000);

  @TempDir Path temporary;

  @Test
  void shouldExamineARealDirectoryAndLeaveNothing() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    Path directory = Files.createTempDirectory(target, "doctor-test-");
    try {
      Diagnosis diagnosis = new Doctor(KernelFiles.live()).examine(directory, BRIEF);
      boolean memory = diagnosis.of(Severity.REFUSAL).stream().anyMatch(f -> f.id().equals("D02"));
      assertEquals(memory ? 3 : 37, diagnosis.findings().size());
      try (Stream<Path> left = Files.list(directory)) {
        assertEquals(0, left.count());
      }
    } finally {
      Files.delete(directory);
    }
  }

  @Test
  void shouldRefuseAMissingDirectoryWithoutAnException() {
    Diagnosis diagnosis =
        new Doctor(KernelFiles.live()).examine(temporary.resolve("missing/deep"), BRIEF);
    assertTrue(diagnosis.refused());
    Finding finding = diagnosis.of(Severity.REFUSAL).getFirst();
    assertEquals("D01", finding.id());
    assertTrue(finding.evidence().contains("does not exist"), finding.evidence());
  }

  /** O_DIRECT and sync succeed on tmpfs: only its type tells. */
  @Test
  void shouldRefuseSharedMemory() throws IOException {
    Path shared = Path.of("/dev/shm");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isWritable(shared) && Files.getFileStore(shared).type().equals("tmpfs"),
        "no tmpfs at /dev/shm");
    Diagnosis diagnosis = new Doctor(KernelFiles.live()).examine(shared, BRIEF);
    assertEquals("D02", diagnosis.of(Severity.REFUSAL).getFirst().id());
  }
}
