package org.ackmark.bench.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.results.ProbePoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProbeTest {
  private static final int BLOCK_BYTES = 4096;

  private BuildDirectory directory;

  @BeforeEach
  void make() throws IOException {
    directory = new BuildDirectory();
  }

  @AfterEach
  void clean() throws IOException {
    directory.close();
  }

  private MeasuredDirectory measured() {
    return MeasuredDirectory.of(directory.path(), KernelFiles.live());
  }

  private static ProbePlan tiny(List<Setting> settings) {
    return new ProbePlan(settings, 2, 3_000_000, 1 << 20, 256 << 10);
  }

  private static List<Setting> everyMethod(int sizeBytes, int queueDepth) {
    List<Setting> settings = new ArrayList<>();
    for (ProbeMethod method : ProbeMethod.values()) {
      settings.add(new Setting(method, sizeBytes, queueDepth));
    }
    return settings;
  }

  private ProbeResult run(List<Setting> settings) throws IOException {
    return new Probe(measured(), tiny(settings)).run(Probe.Progress.none());
  }

  @Test
  void shouldMeasureEveryMethodAndLeaveNothing() throws IOException {
    ProbeResult result = run(everyMethod(BLOCK_BYTES, 1));
    assertEquals(ProbeMethod.values().length, result.points().size());
    for (ProbePoint point : result.points()) {
      assertTrue(point.skipped() != null || point.opsPerSecond() > 0, point::toString);
      assertTrue(point.skipped() != null || point.latency().maxNs() > 0, point::toString);
    }
    assertNull(
        result
            .measured(ProbeMethod.WRITE_ONLY, BLOCK_BYTES, 1)
            .orElseThrow()
            .deviceFlushesPerSync());
    assertTrue(result.driftPercent().isPresent());
    assertEquals(List.of(), directory.names());
  }

  @Test
  void shouldSkipNoPlainMethod() throws IOException {
    ProbeResult result = run(everyMethod(512, 1));
    for (ProbePoint point : result.points()) {
      boolean direct = point.method().startsWith("direct");
      boolean mayBeMissing = direct || point.method().matches("mmap-msync|fallocated-fdatasync");
      assertTrue(point.skipped() == null || mayBeMissing, point::toString);
      assertTrue(!direct || point.skipped().contains("multiples of 4096 B"), point::toString);
    }
  }

  @Test
  void shouldKeepSeveralWritesInFlight() throws IOException {
    List<Setting> settings =
        List.of(
            new Setting(ProbeMethod.FDATASYNC, BLOCK_BYTES, 4),
            new Setting(ProbeMethod.DSYNC, BLOCK_BYTES, 16));
    for (ProbePoint point : run(settings).points()) {
      assertNull(point.skipped());
      assertTrue(point.opsPerSecond() > 0);
    }
  }

  /** The proof that the measured calls are syncs: the device counts them. */
  @Test
  void shouldFlushTheDeviceOnEachSync() throws IOException {
    Optional<FlushCounter> counter = FlushCounter.of(measured());
    Assumptions.assumeTrue(
        counter.isPresent(), () -> "no flush counter below " + measured().fileSystem());
    Assumptions.assumeTrue(
        measured().writeCache().equals(Optional.of("write back")), "no volatile cache to flush");
    long before = counter.get().read().orElseThrow();
    List<Setting> settings =
        List.of(
            new Setting(ProbeMethod.FDATASYNC, BLOCK_BYTES, 1),
            new Setting(ProbeMethod.FSYNC, BLOCK_BYTES, 1),
            new Setting(ProbeMethod.DSYNC, BLOCK_BYTES, 1));
    ProbeResult result = run(settings);
    assertTrue(counter.get().read().orElseThrow() > before);
    for (ProbePoint point : result.points()) {
      assertNotNull(point.deviceFlushesPerSync());
    }
    double flushes =
        result.measured(ProbeMethod.FDATASYNC, BLOCK_BYTES, 1).orElseThrow().deviceFlushesPerSync();
    assertTrue(flushes >= Verdict.LEAST_FLUSHES_PER_SYNC, "flushes per fdatasync: " + flushes);
  }

  @Test
  void shouldGoBackwardsInTheSecondRound() throws IOException {
    List<String> order = new ArrayList<>();
    List<Setting> settings =
        List.of(
            new Setting(ProbeMethod.WRITE_ONLY, 512, 1), new Setting(ProbeMethod.FSYNC, 512, 1));
    new Probe(measured(), tiny(settings))
        .run((setting, done, total) -> order.add(setting.method().label() + done + "/" + total));
    assertEquals(List.of("write-only1/4", "fsync2/4", "fsync3/4", "write-only4/4"), order);
  }

  @Test
  void shouldSurfaceAFailedSyncAndLeaveNothing() throws IOException {
    Probe probe = new Probe(measured(), tiny(everyMethod(BLOCK_BYTES, 1)));
    FailingDisk disk = FailingDisk.afterSyncs(directory.path(), 10);
    IOException failure =
        assertThrows(IOException.class, () -> probe.run(disk, Probe.Progress.none()));
    assertTrue(failure.getMessage().startsWith("fdatasync"), failure.getMessage());
    assertEquals(List.of(), directory.names());
  }

  @Test
  void shouldSurfaceAFailedWriteOfOneOfSeveralThreads() throws IOException {
    Setting deep = new Setting(ProbeMethod.FDATASYNC, BLOCK_BYTES, 4);
    Probe probe = new Probe(measured(), tiny(List.of(deep)));
    FailingDisk disk = FailingDisk.afterWrites(directory.path(), 10);
    IOException failure =
        assertThrows(IOException.class, () -> probe.run(disk, Probe.Progress.none()));
    assertTrue(failure.getMessage().startsWith("pwrite"), failure.getMessage());
  }

  @Test
  void shouldSkipDirectMethodsWithTheReasonWhereTheyAreRefused() throws IOException {
    Probe probe = new Probe(measured(), tiny(everyMethod(BLOCK_BYTES, 1)));
    FailingDisk disk = FailingDisk.withoutDirect(directory.path());
    for (ProbePoint point : probe.run(disk, Probe.Progress.none()).points()) {
      if (point.method().startsWith("direct")) {
        assertEquals(
            "O_DIRECT refused by the file system: open: Invalid argument", point.skipped());
      }
    }
  }

  @Test
  void shouldRefuseADirectoryThatIsMissing() {
    Path missing = directory.path().resolve("missing");
    MeasuredDirectory nowhere = MeasuredDirectory.of(missing, KernelFiles.live());
    Probe probe = new Probe(nowhere, ProbePlan.standard());
    assertThrows(DirectoryException.class, () -> probe.run(Probe.Progress.none()));
  }

  @Test
  void shouldStopWhenInterrupted() throws IOException {
    Probe probe = new Probe(measured(), tiny(everyMethod(512, 1)));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> probe.run(Probe.Progress.none()));
    assertEquals(List.of(), directory.names());
  }
}
