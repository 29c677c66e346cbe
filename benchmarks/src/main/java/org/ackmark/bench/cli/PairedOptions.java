package org.ackmark.bench.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.bench.paired.PairedRun;
import org.ackmark.bench.paired.PairedText;
import org.ackmark.bench.paired.Pairing;
import org.ackmark.bench.profile.NearestName;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.bench.profile.ThreadKind;
import org.ackmark.bench.run.UsageException;
import org.ackmark.wal.Variant;
import org.ackmark.wal.io.PosixDisk;
import picocli.CommandLine.Option;

/** A variant to be measured against the floor, in alternating slices. */
final class PairedOptions {
  private static final long SLICE_NS = 300_000_000;

  @Option(
      names = "--against",
      paramLabel = "VARIANT",
      description = "Measure a variant against its floor, in alternating slices.")
  private String variant;

  @Option(
      names = "--writers",
      paramLabel = "N",
      defaultValue = "1",
      description = "With --against: commits under way at once (default: ${DEFAULT-VALUE}).")
  private int writers;

  @Option(
      names = "--threads",
      paramLabel = "KIND",
      defaultValue = "callbacks",
      description =
          "With --against: how writers wait, platform, virtual or callbacks (default:"
              + " ${DEFAULT-VALUE}).")
  private String threads;

  @Option(
      names = "--pairs",
      paramLabel = "N",
      defaultValue = "20",
      description = "With --against: pairs of slices (default: ${DEFAULT-VALUE}).")
  private int pairs;

  @Option(
      names = "--record",
      paramLabel = "SIZE",
      defaultValue = "1KiB",
      description = "With --against: size of a record (default: ${DEFAULT-VALUE}).")
  private String record;

  /** Whether a variant was named. */
  boolean asked() {
    return variant != null;
  }

  /** Measures and returns the text. */
  String run(WorkDirectory work) throws IOException, InterruptedException {
    Variant measured = variant();
    ThreadKind kind = kind();
    int recordBytes = Math.toIntExact(recordBytes());
    require("--writers", writers);
    require("--pairs", pairs);
    Path folder = work.folder("against");
    Pairing pairing =
        new PairedRun(
                new PosixDisk(folder),
                new PosixDisk(folder.resolve("log")),
                measured,
                kind,
                writers,
                recordBytes)
            .run(pairs, SLICE_NS);
    return PairedText.render(measured, kind, writers, recordBytes, pairing);
  }

  private static void require(String option, int value) {
    if (value < 1 || value > 10_000) {
      throw new UsageException(option + " is " + value + ", must be from 1 to 10000");
    }
  }

  private Variant variant() {
    return Variant.labelled(variant).orElseThrow(() -> unknown(variant, Variant.labels()));
  }

  private ThreadKind kind() {
    return Arrays.stream(ThreadKind.values())
        .filter(kind -> kind.label().equals(threads))
        .findFirst()
        .orElseThrow(() ->
            unknown(threads, Arrays.stream(ThreadKind.values()).map(ThreadKind::label).toList()));
  }

  private static UsageException unknown(String name, List<String> valid) {
    return new UsageException("'" + name + "' is unknown; " + NearestName.hint(name, valid));
  }

  private long recordBytes() {
    try {
      return Quantity.bytes(record);
    } catch (IllegalArgumentException e) {
      throw (UsageException) new UsageException("--record " + e.getMessage()).initCause(e);
    }
  }
}
