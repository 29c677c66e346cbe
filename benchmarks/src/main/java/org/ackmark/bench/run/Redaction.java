package org.ackmark.bench.run;

import java.nio.file.Path;
import java.util.Optional;
import org.ackmark.bench.doctor.WorkDirectory;
import org.ackmark.results.json.Redactor;

/** What the files of a run don't tell of the machine that made them. */
public final class Redaction {
  private Redaction() {}

  /**
   * Hides what identifies the machine, the measured directory, and where the results went.
   *
   * @param out as the user named it; a relative name may be any word, and stays
   */
  public static Redactor of(WorkDirectory work, Optional<Path> out) {
    Redactor redactor = Redactor.standard().hiding(work.path(), "target");
    Optional<Path> absolute = out.filter(Path::isAbsolute);
    return absolute.isPresent() ? redactor.hiding(absolute.get(), "out") : redactor;
  }
}
