package org.ackmark.bench.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ackmark.bench.env.UsableDirectory;
import org.ackmark.wal.io.Disk;
import org.ackmark.wal.io.PosixDisk;

/**
 * Holds the probe against fio, where fio is installed: the same writes to the same kind of file, in
 * slices that alternate. Blocks for the device.
 */
public final class FioCheck {
  private static final String FILE_NAME = "fio-overwritten";
  private static final long FILE_BYTES = 64L << 20;
  private static final int SIZE_BYTES = ProbePlan.USUAL_SIZE_BYTES;
  private static final int PAIRS = 9;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path directory;
  private final Disk disk;
  private final long sliceMs;
  private final int pairs;

  private FioCheck(Path directory, long sliceMs, int pairs) throws IOException {
    this.directory = directory;
    this.disk = new PosixDisk(directory);
    this.sliceMs = sliceMs;
    this.pairs = pairs;
  }

  /**
   * Nine pairs of slices of {@code sliceMs} for each of two jobs of 4 KiB.
   *
   * @throws IOException when a write or a sync of the probe failed; fio's failures are reported
   */
  public static FioReport run(Path directory, long sliceMs) throws IOException {
    return run(directory, sliceMs, PAIRS);
  }

  static FioReport run(Path directory, long sliceMs, int pairs) throws IOException {
    UsableDirectory.check(directory, 2 * FILE_BYTES);
    try {
      fio(List.of("fio", "--version"));
      FioCheck check = new FioCheck(directory, sliceMs, pairs);
      return new FioReport(null, check.compare());
    } catch (UnavailableException e) {
      return new FioReport(e.getMessage(), List.of());
    }
  }

  private List<FioComparison> compare() throws IOException, UnavailableException {
    if (disk.list().contains(FILE_NAME)) {
      disk.delete(FILE_NAME);
    }
    List<FioComparison> all = new ArrayList<>();
    try {
      ZeroedFile.create(disk, FILE_NAME, FILE_BYTES);
      for (FioJob job : FioJob.values()) {
        all.add(compare(job));
      }
    } finally {
      disk.delete(FILE_NAME);
    }
    return all;
  }

  private FioComparison compare(FioJob job) throws IOException, UnavailableException {
    double[] ours = new double[pairs];
    double[] theirs = new double[pairs];
    double[] percent = new double[pairs];
    try (Floor floor = Floor.open(disk, job.fileMethod(), SIZE_BYTES, FILE_BYTES)) {
      floor.slice(sliceMs * 100_000); // a tenth of a slice, to warm up
      for (int i = 0; i < pairs; i++) {
        if (i % 2 == 0) {
          ours[i] = floor.slice(sliceMs * 1_000_000).opsPerSecond();
          theirs[i] = fioOpsPerSecond(job);
        } else { // the other way round, so that drift favours neither
          theirs[i] = fioOpsPerSecond(job);
          ours[i] = floor.slice(sliceMs * 1_000_000).opsPerSecond();
        }
        percent[i] = 100 * (ours[i] / theirs[i] - 1);
      }
    }
    return new FioComparison(
        job.label(),
        SIZE_BYTES,
        Quartiles.of(ours).median(),
        Quartiles.of(theirs).median(),
        Quartiles.of(percent));
  }

  private double fioOpsPerSecond(FioJob job) throws IOException, UnavailableException {
    Path file = directory.resolve(FILE_NAME);
    return opsPerSecond(fio(job.command(file, FILE_BYTES, SIZE_BYTES, sliceMs)));
  }

  /** What fio counted; it prints notes before its JSON. */
  static double opsPerSecond(String output) throws IOException, UnavailableException {
    int start = output.indexOf('{');
    JsonNode job = start < 0 ? null : JSON.readTree(output.substring(start)).at("/jobs/0");
    if (job == null || job.path("error").asInt(-1) != 0) {
      throw new UnavailableException("fio reported an error: " + firstLine(output));
    }
    double opsPerSecond = job.at("/write/iops").asDouble();
    if (opsPerSecond <= 0) {
      throw new UnavailableException("fio wrote nothing");
    }
    return opsPerSecond;
  }

  private static String fio(List<String> command) throws IOException, UnavailableException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UnavailableException(
          "fio is not installed (Debian and Ubuntu: apt-get install fio; Fedora: dnf install fio)");
    }
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new UnavailableException("fio failed: " + firstLine(output));
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while fio ran");
    } finally {
      process.destroy();
    }
  }

  private static String firstLine(String text) {
    return text.lines().filter(l -> !l.isBlank()).findFirst().orElse("it said nothing");
  }
}
