package org.ackmark.bench.probe;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.results.ProbePoint;

/**
 * What a probe's figures mean, in sentences.
 *
 * @param trusted whether nothing speaks against it that a sync reaches the device
 */
public record Verdict(boolean trusted, String text) {
  /** Fewer flushes than this per sync means that some syncs sent none. */
  static final double LEAST_FLUSHES_PER_SYNC = 0.9;

  /** Rounds that lie further apart than this call for a quieter machine. */
  private static final double STEADY_PERCENT = 10;

  private static final double NO_DEVICE_IS_FASTER_NS = 4_000;

  /** Judges a result of that directory. */
  public static Verdict of(MeasuredDirectory directory, ProbeResult result) {
    Optional<ProbePoint> sync = reference(result);
    if (sync.isEmpty()) {
      return new Verdict(false, "verdict: no durable write was measured" + System.lineSeparator());
    }
    Sentence proof = proof(sync.get(), directory);
    String text =
        Stream.of(proof.text(), fastest(result, sync.get().sizeBytes()), steadiness(result))
            .filter(s -> !s.isEmpty())
            .map(s -> "verdict: " + s + System.lineSeparator())
            .collect(Collectors.joining());
    return new Verdict(proof.trusted(), text);
  }

  private record Sentence(boolean trusted, String text) {}

  /** The plainest sync: fdatasync where it was measured, at the usual size where there is one. */
  private static Optional<ProbePoint> reference(ProbeResult result) {
    return durable(result)
        .min(
            Comparator.comparing((ProbePoint p) -> !p.method().equals("fdatasync"))
                .thenComparing(p -> p.sizeBytes() != ProbePlan.USUAL_SIZE_BYTES));
  }

  private static Stream<ProbePoint> durable(ProbeResult result) {
    return result.points().stream()
        .filter(p -> p.skipped() == null && p.queueDepth() == 1)
        .filter(p -> ProbeMethod.labelled(p.method()).map(ProbeMethod::durable).orElse(false));
  }

  private static Sentence proof(ProbePoint sync, MeasuredDirectory directory) {
    double meanNs = 1e9 / sync.opsPerSecond();
    Double flushes = sync.deviceFlushesPerSync();
    if (meanNs < NO_DEVICE_IS_FASTER_NS && !persistentMemory(directory)) {
      return new Sentence(
          false,
          "NOT TO BE TRUSTED: " + Figures.time(meanNs) + " a sync is faster than any device");
    }
    if (flushes == null) {
      return new Sentence(
          true, "the kernel counts no flushes here: unproven that a sync reaches the device");
    }
    String each = Figures.ratio(flushes) + " device flushes per " + sync.method();
    if (flushes >= LEAST_FLUSHES_PER_SYNC) {
      return new Sentence(true, "syncs reach the device: " + each);
    }
    return directory.writeCache().equals(Optional.of("write through"))
        ? new Sentence(true, each + ", for the device says that it has no volatile cache")
        : new Sentence(false, "NOT TO BE TRUSTED: " + each + ", some syncs did not reach it");
  }

  private static boolean persistentMemory(MeasuredDirectory directory) {
    return directory.disks().stream().anyMatch(d -> d.kind().equals("pmem"));
  }

  private static String fastest(ProbeResult result, int sizeBytes) {
    return Arrays.stream(ProbeMethod.values())
        .filter(ProbeMethod::durable)
        .flatMap(m -> result.measured(m, sizeBytes, 1).stream())
        .max(Comparator.comparing(ProbePoint::opsPerSecond))
        .map(p ->
            String.format(
                Locale.ROOT,
                "fastest durable %s write: %s, %s (%s/s)",
                Figures.size(sizeBytes),
                p.method(),
                Figures.time(1e9 / p.opsPerSecond()),
                Figures.count(p.opsPerSecond())))
        .orElse("");
  }

  private static String steadiness(ProbeResult result) {
    if (result.driftPercent().isEmpty()) {
      return "";
    }
    double percent = result.driftPercent().getAsDouble();
    return String.format(
        Locale.ROOT,
        percent <= STEADY_PERCENT
            ? "steady: rounds differ by %.0f %%"
            : "UNSTEADY: rounds differ by %.0f %%; is something else using the disk?",
        percent);
  }
}
