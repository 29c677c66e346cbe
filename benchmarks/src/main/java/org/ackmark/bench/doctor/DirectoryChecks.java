package org.ackmark.bench.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.bench.env.DirectoryException;
import org.ackmark.bench.env.DirectoryException.Reason;

/** Can files be made in the directory, is there room, and is it ours alone? */
final class DirectoryChecks {
  private static final double LEAST_FREE_PERCENT = 10;
  private static final String TITLE_FREE = "space on the file system";

  private DirectoryChecks() {}

  static List<Check> all() {
    return List.of(
        new Check("D01", DirectoryChecks::usable),
        new Check("D03", DirectoryChecks::room),
        new Check("D04", DirectoryChecks::free),
        new Check("D32", DirectoryChecks::alone));
  }

  private static Symptom usable(Subject s) {
    Optional<DirectoryException> unusable =
        s.unusable().filter(e -> e.reason() != Reason.TOO_SMALL);
    return unusable
        .map(e ->
            Symptom.refusal(
                "the directory can't be measured", e.getMessage(), "choose another with --dir"))
        .orElseGet(() -> Symptom.fine("files can be made in the directory", "one was made"));
  }

  private static Symptom room(Subject s) {
    Optional<DirectoryException> small = s.unusable().filter(e -> e.reason() == Reason.TOO_SMALL);
    return small
        .map(e ->
            Symptom.refusal(
                "too little room for the run",
                e.getMessage(),
                "free some space, choose another --dir, or a smaller profile"))
        .orElseGet(() -> Symptom.fine("room for the run", mib(s.options().requiredBytes())));
  }

  private static String mib(long bytes) {
    return String.format(Locale.ROOT, "%d MiB needed", bytes >> 20);
  }

  private static Symptom free(Subject s) {
    OptionalLong total = s.directory().totalBytes();
    OptionalLong free = s.directory().freeBytes();
    if (total.orElse(0) == 0 || free.isEmpty()) {
      return Symptom.unknown(TITLE_FREE);
    }
    double percent = 100.0 * free.getAsLong() / total.getAsLong();
    String evidence = String.format(Locale.ROOT, "%.0f %% free", percent);
    return percent >= LEAST_FREE_PERCENT
        ? Symptom.fine(TITLE_FREE, evidence)
        : Symptom.warning(
            "the file system is nearly full",
            evidence,
            "free at least 10 %: full file systems and SSDs are slower");
  }

  private static Symptom alone(Subject s) {
    return s.otherRuns().isEmpty()
        ? Symptom.fine("no other run", "no lock of another ackmark or JMH is held")
        : Symptom.warning(
            "another run is under way",
            String.join("; ", s.otherRuns()),
            "let it end first: both would be disturbed");
  }
}
