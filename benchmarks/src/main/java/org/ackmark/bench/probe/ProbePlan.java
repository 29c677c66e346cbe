package org.ackmark.bench.probe;

import java.util.ArrayList;
import java.util.List;

/**
 * What the probe measures, and for how long. Each setting gets one slice a round, and every second
 * round goes backwards, so that a device that drifts favours no method.
 *
 * @param sliceNs time of one slice
 * @param fileBytes length of the zero-filled file that is overwritten in a circle
 * @param sliceBytes a slice ends early when it has written so much
 */
public record ProbePlan(
    List<Setting> settings, int rounds, long sliceNs, long fileBytes, long sliceBytes) {
  /** Sizes of the full probe. */
  public static final List<Integer> SIZES_BYTES =
      List.of(512, 1 << 10, 4 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20);

  /** The size of the full probe's first table, and of its queue depths. */
  public static final int USUAL_SIZE_BYTES = 4 << 10;

  private static final long FILE_BYTES = 64L << 20;
  private static final long SLICE_BYTES = 32L << 20;
  private static final long STANDARD_NS = 20_000_000_000L;
  private static final long QUICK_SLICE_NS = 250_000_000;

  /** Copies the list and checks the numbers. */
  public ProbePlan {
    settings = List.copyOf(settings);
    if (settings.isEmpty() || rounds < 1 || sliceNs < 1) {
      throw new IllegalArgumentException(
          "settings=" + settings.size() + " rounds=" + rounds + " sliceNs=" + sliceNs);
    }
    for (Setting setting : settings) {
      if (setting.sizeBytes() > Math.min(fileBytes, sliceBytes)) {
        throw new IllegalArgumentException(
            "sizeBytes=" + setting.sizeBytes() + " exceeds the file or the slice");
      }
    }
  }

  /** Every method at every size, and queue depths: about 20 s. */
  public static ProbePlan standard() {
    List<Setting> settings = new ArrayList<>();
    for (int sizeBytes : SIZES_BYTES) {
      for (ProbeMethod method : ProbeMethod.values()) {
        settings.add(new Setting(method, sizeBytes, 1));
      }
    }
    for (int depth : new int[] {4, 16, 64}) {
      settings.add(new Setting(ProbeMethod.DIRECT_DSYNC, USUAL_SIZE_BYTES, depth));
      settings.add(new Setting(ProbeMethod.FDATASYNC, USUAL_SIZE_BYTES, depth));
    }
    return new ProbePlan(settings, 2, 1, FILE_BYTES, SLICE_BYTES).lasting(STANDARD_NS);
  }

  /** Three methods at the sizes asked: 1.5 s a size. */
  public static ProbePlan quick(List<Integer> sizesBytes) {
    List<Setting> settings = new ArrayList<>();
    for (int sizeBytes : sizesBytes) {
      settings.add(new Setting(ProbeMethod.FDATASYNC, sizeBytes, 1));
      settings.add(new Setting(ProbeMethod.DIRECT_DSYNC, sizeBytes, 1));
      settings.add(new Setting(ProbeMethod.MMAP_MSYNC, sizeBytes, 1));
    }
    return new ProbePlan(settings, 2, QUICK_SLICE_NS, FILE_BYTES, SLICE_BYTES);
  }

  /** The same, in slices that together take {@code totalNs}. */
  public ProbePlan lasting(long totalNs) {
    return new ProbePlan(settings, rounds, Math.max(1, totalNs / slices()), fileBytes, sliceBytes);
  }

  private long slices() {
    return (long) settings.size() * rounds;
  }

  /** The time that all slices take at most; preparing the files comes on top. */
  public long durationNs() {
    return slices() * sliceNs;
  }

  /** Bytes written at most. */
  public long writtenBytes() {
    return fileBytes + slices() * sliceBytes;
  }

  /** Bytes of the files that exist at once. */
  public long occupiedBytes() {
    long fresh = settings.stream().filter(s -> s.method().layout() != Layout.ZEROED).count();
    return fileBytes + fresh * rounds * sliceBytes;
  }
}
