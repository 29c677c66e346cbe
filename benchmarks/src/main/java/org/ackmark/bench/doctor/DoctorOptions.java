package org.ackmark.bench.doctor;

/**
 * How strict the doctor is.
 *
 * @param strict whether a warning refuses too
 * @param allowBusy whether a busy disk is only warned of
 * @param requiredBytes space that the run needs in the directory
 * @param watchNs how long the disk is watched for other people's work, up to five times; 0 for not
 */
public record DoctorOptions(boolean strict, boolean allowBusy, long requiredBytes, long watchNs) {
  private static final long WATCH_NS = 2_000_000_000L;

  /** Checks the numbers. */
  public DoctorOptions {
    if (requiredBytes < 0 || watchNs < 0) {
      throw new IllegalArgumentException("requiredBytes=" + requiredBytes + " watchNs=" + watchNs);
    }
  }

  /** Warnings pass, a busy disk does not; watches for 2 s. */
  public static DoctorOptions standard(long requiredBytes) {
    return new DoctorOptions(false, false, requiredBytes, WATCH_NS);
  }

  /** The same, with or without refusing on warnings. */
  public DoctorOptions withStrict(boolean value) {
    return new DoctorOptions(value, allowBusy, requiredBytes, watchNs);
  }

  /** The same, with or without refusing a busy disk. */
  public DoctorOptions withAllowBusy(boolean value) {
    return new DoctorOptions(strict, value, requiredBytes, watchNs);
  }
}
