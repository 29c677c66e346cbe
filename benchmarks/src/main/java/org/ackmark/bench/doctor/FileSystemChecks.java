package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Optional;
import org.ackmark.bench.env.Mount;

/** Does the file system keep what it syncs, and is it one that storage runs on? */
final class FileSystemChecks {
  private FileSystemChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D02", FileSystemChecks::memory),
        new Check("D05", FileSystemChecks::overlay),
        new Check("D06", FileSystemChecks::remote),
        new Check("D08", FileSystemChecks::journal),
        new Check("D09", FileSystemChecks::dataJournal),
        new Check("D10", FileSystemChecks::barriers),
        new Check("D17", FileSystemChecks::discard),
        new Check("D19", FileSystemChecks::direct));
  }

  private static boolean is(Subject s, String type) {
    return s.directory().fileSystem().equals(type);
  }

  /** Judged by type: {@code O_DIRECT} and sync succeed on tmpfs too. */
  private static Symptom memory(Subject s) {
    String evidence = "file system type " + s.directory().fileSystem();
    return s.directory().mount().map(Mount::memory).orElse(false)
        ? Symptom.refusal(
            "the directory is in memory: nothing here reaches a disk",
            evidence,
            "choose a folder on the disk to be measured with --dir")
        : Symptom.fine("not in memory", evidence);
  }

  private static Symptom overlay(Subject s) {
    boolean overlay = is(s, "overlay") || is(s, "aufs");
    String evidence = "file system type " + s.directory().fileSystem();
    return overlay
        ? Symptom.warning(
            "an overlay, as containers have, stands before the disk",
            evidence,
            "mount a volume of the host and give it with --dir")
        : Symptom.fine("no overlay", evidence);
  }

  private static Symptom remote(Subject s) {
    String evidence = "file system type " + s.directory().fileSystem();
    return s.directory().mount().map(Mount::remote).orElse(false)
        ? Symptom.warning(
            "the files are on a network, or in the hands of a user process",
            evidence,
            "choose a local disk, unless this one is meant")
        : Symptom.fine("a local file system", evidence);
  }

  private static Symptom journal(Subject s) {
    Optional<Boolean> journal = s.directory().journal();
    if (journal.isEmpty()) {
      return is(s, "ext4")
          ? Symptom.unknown("journal of ext4")
          : Symptom.fine("not ext4", "file system type " + s.directory().fileSystem());
    }
    return journal.get()
        ? Symptom.fine("ext4 keeps a journal", "journal_task names a process")
        : Symptom.warning(
            "ext4 keeps no journal",
            "journal_task=<none>",
            "expect other figures, and other losses, with a journal (tune2fs -j)");
  }

  private static Symptom dataJournal(Subject s) {
    return s.mountedWith("data=journal")
        ? Symptom.warning(
            "all data goes through the journal",
            "mounted with data=journal",
            "mount with data=ordered, unless this is meant")
        : Symptom.fine("data is written once", "not mounted with data=journal");
  }

  private static Symptom barriers(Subject s) {
    boolean off = s.mountedWith("nobarrier") || s.mountedWith("barrier=0");
    return off
        ? Symptom.warning(
            "syncs send no flush: a power failure loses what was acknowledged",
            "mounted with nobarrier or barrier=0",
            "mount with barriers")
        : Symptom.fine("barriers are on", "not mounted with nobarrier or barrier=0");
  }

  private static Symptom discard(Subject s) {
    return s.mountedWith("discard")
        ? Symptom.warning(
            "deleting a file makes the device work",
            "mounted with discard",
            "mount without it and run fstrim between runs")
        : Symptom.fine("no discard while files are deleted", "not mounted with discard");
  }

  private static Symptom direct(Subject s) {
    return s.trials()
        .directRefusal()
        .map(reason ->
            Symptom.warning(
                "O_DIRECT is refused: direct methods will be skipped",
                reason,
                "choose ext4 or xfs to measure them"))
        .orElseGet(() -> Symptom.fine("O_DIRECT", "not refused"));
  }
}
