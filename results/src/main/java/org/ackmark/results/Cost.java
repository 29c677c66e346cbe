package org.ackmark.results;

/**
 * What the commits of one observation cost. Ratios are absent where they were not measured.
 *
 * @param commits acknowledged commits
 * @param commitsPerSecond acknowledged commits per second of the measured time
 * @param writesPerCommit write calls, or stores into a mapping, per commit
 * @param syncsPerCommit syncs per commit: below 1 where a group shares one
 * @param bytesPerCommit bytes written per commit, headers and padding included
 * @param deviceFlushesPerSync flushes that the kernel counted at the device, per sync
 * @param efficiency commits/s × device floor ÷ writers: 1 is all that the device can sync
 * @param allocatedBytesPerCommit bytes of heap allocated per commit
 */
public record Cost(
    Long commits,
    Double commitsPerSecond,
    Double writesPerCommit,
    Double syncsPerCommit,
    Double bytesPerCommit,
    Double deviceFlushesPerSync,
    Double efficiency,
    Double allocatedBytesPerCommit) {
  private static final Cost NONE = new Cost(null, null, null, null, null, null, null, null);

  /** Checks the fields. */
  public Cost {
    Require.atLeast(1, "commits", commits);
    Require.quantity("commitsPerSecond", commitsPerSecond);
    Require.quantity("writesPerCommit", writesPerCommit);
    Require.quantity("syncsPerCommit", syncsPerCommit);
    Require.quantity("bytesPerCommit", bytesPerCommit);
    Require.quantity("deviceFlushesPerSync", deviceFlushesPerSync);
    Require.quantity("efficiency", efficiency);
    Require.quantity("allocatedBytesPerCommit", allocatedBytesPerCommit);
    if ((commits == null) != (commitsPerSecond == null)) {
      throw new IllegalArgumentException("commits and commitsPerSecond belong together");
    }
  }

  /** Nothing was committed, or nothing counted. */
  public static Cost none() {
    return NONE;
  }

  /**
   * From counts over a time.
   *
   * @throws IllegalArgumentException if there was no commit or no time: that is a failed
   *     observation, not one of zero cost
   */
  public static Cost of(long commits, long durationNs, long writes, long syncs, long bytes) {
    Require.atLeast(1, "commits", commits);
    Require.atLeast(1, "durationNs", durationNs);
    return new Cost(
        commits,
        commits * 1e9 / durationNs,
        (double) writes / commits,
        (double) syncs / commits,
        (double) bytes / commits,
        null,
        null,
        null);
  }

  /** This, with flushes per sync as counted at the device; null if the kernel does not tell. */
  public Cost withDeviceFlushesPerSync(Double value) {
    return new Cost(
        commits,
        commitsPerSecond,
        writesPerCommit,
        syncsPerCommit,
        bytesPerCommit,
        value,
        efficiency,
        allocatedBytesPerCommit);
  }

  /** This, with the efficiency against the device floor; null if there is no floor for it. */
  public Cost withEfficiency(Double value) {
    return new Cost(
        commits,
        commitsPerSecond,
        writesPerCommit,
        syncsPerCommit,
        bytesPerCommit,
        deviceFlushesPerSync,
        value,
        allocatedBytesPerCommit);
  }

  /** This, with the heap allocated per commit; null if it was not measured. */
  public Cost withAllocatedBytesPerCommit(Double value) {
    return new Cost(
        commits,
        commitsPerSecond,
        writesPerCommit,
        syncsPerCommit,
        bytesPerCommit,
        deviceFlushesPerSync,
        efficiency,
        value);
  }
}
