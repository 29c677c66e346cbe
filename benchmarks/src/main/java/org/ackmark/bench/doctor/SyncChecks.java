package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.ackmark.bench.env.BlockDevice;
import org.ackmark.bench.probe.FlushTrial;

/** Tried out: does a sync do what it says, and is the disk left alone? */
final class SyncChecks {
  private static final double LEAST_FLUSHES_PER_SYNC = 0.9;
  private static final double REFUSED_BUSY_PERCENT = 30;

  /** A disk of 15,000 turns a minute needs 2 ms for half a turn. */
  private static final long FASTEST_ROTATION_NS = 1_000_000;

  /** The fastest devices take 8 us; only persistent memory takes less. */
  private static final long FASTEST_DEVICE_NS = 4_000;

  private static final String REACHES = "syncs reach the device";

  private SyncChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D14", SyncChecks::reaches),
        new Check("D15", SyncChecks::plausible),
        new Check("D16", SyncChecks::quiet));
  }

  private static Symptom reaches(Subject s) {
    if (s.trials().failure().isPresent()) {
      return Symptom.refusal(
          "a write or a sync failed", s.trials().failure().get(), "do not store data here");
    }
    Optional<FlushTrial> trial = s.trials().flush().filter(t -> t.flushes().isPresent());
    if (trial.isEmpty()) {
      return Symptom.unknown(REACHES);
    }
    String evidence =
        String.format(
            Locale.ROOT,
            "%d fdatasync, %d device flushes",
            trial.get().syncs(),
            trial.get().flushes().getAsLong());
    boolean through = s.directory().writeCache().equals(Optional.of("write through"));
    return through || trial.get().flushesPerSync().orElse(0.0) >= LEAST_FLUSHES_PER_SYNC
        ? Symptom.fine(REACHES, evidence)
        : Symptom.warning(
            "syncs do not reach the device, though it has a cache",
            evidence,
            "look for barriers switched off, or a hypervisor that ignores flushes");
  }

  private static Symptom plausible(Subject s) {
    Optional<FlushTrial> trial = s.trials().flush();
    if (trial.isEmpty()) {
      return Symptom.unknown("time of a sync");
    }
    long medianNs = trial.get().medianNs();
    String evidence = String.format(Locale.ROOT, "fdatasync takes %.0f us", medianNs / 1e3);
    boolean memory = s.disks().stream().anyMatch(d -> d.kind().equals("pmem"));
    if (medianNs < FASTEST_DEVICE_NS && !memory) {
      return Symptom.warning(
          "a sync is faster than any device",
          evidence,
          "look for a layer that acknowledges without writing");
    }
    boolean rotates =
        s.disks().stream().map(BlockDevice::rotational).anyMatch(Optional.of(true)::equals);
    return rotates && medianNs < FASTEST_ROTATION_NS
        ? Symptom.warning(
            "a sync is faster than a spinning disk can turn",
            evidence + ", yet " + s.diskNames() + " says rotational=1",
            "in a virtual machine the flag means little; elsewhere find the cache that answers")
        : Symptom.fine("time of a sync", evidence);
  }

  private static Symptom quiet(Subject s) {
    OptionalDouble busy =
        s.trials().watch().map(IdleWatch::busyPercent).orElse(OptionalDouble.empty());
    if (busy.isEmpty()) {
      return Symptom.unknown("other work on the disk");
    }
    String evidence =
        String.format(
            Locale.ROOT,
            "%s %.0f %% busy, %d requests",
            s.diskNames(),
            busy.getAsDouble(),
            s.trials().watch().get().requests());
    if (busy.getAsDouble() <= IdleWatch.QUIET_PERCENT) {
      return Symptom.fine("the disk is left alone", evidence);
    }
    String fix = "stop what uses it (iotop, pidstat -d), or allow a busy disk";
    return busy.getAsDouble() > REFUSED_BUSY_PERCENT && !s.options().allowBusy()
        ? Symptom.refusal("the disk is busy", evidence, fix)
        : Symptom.warning("somebody else uses the disk", evidence, fix);
  }
}
