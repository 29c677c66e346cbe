package org.ackmark.bench.doctor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.bench.env.FlushCounter;
import org.ackmark.bench.env.KernelFiles;
import org.ackmark.bench.env.MeasuredDirectory;
import org.ackmark.bench.probe.DirectTrial;
import org.ackmark.bench.probe.FlushTrial;

/**
 * What was tried out in the directory; absent where it can't be.
 *
 * @param directRefusal why {@code O_DIRECT} is refused; absent if it is taken
 * @param failure why a trial ended; absent if none did
 */
record Trials(
    Optional<IdleWatch> watch,
    Optional<FlushTrial> flush,
    Optional<String> directRefusal,
    Optional<String> failure) {
  private static final int SYNCS = 100;
  private static final Trials NONE =
      new Trials(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Nothing was tried. */
  static Trials none() {
    return NONE;
  }

  /** Watches the disk, then writes a megabyte. */
  static Trials run(MeasuredDirectory directory, KernelFiles files, long watchNs) {
    Optional<IdleWatch> watch =
        watchNs == 0
            ? Optional.empty()
            : Optional.of(IdleWatch.run(directory.disks(), files, watchNs));
    Path path = directory.path();
    try {
      Optional<FlushCounter> counter = FlushCounter.of(directory);
      return new Trials(
          watch,
          Optional.of(FlushTrial.run(path, counter, SYNCS)),
          DirectTrial.refusal(path),
          Optional.empty());
    } catch (IOException e) {
      return new Trials(watch, Optional.empty(), Optional.empty(), Optional.of(e.getMessage()));
    }
  }
}
