package org.ackmark.bench.doctor;

import java.util.List;
import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;

/**
 * What the doctor found.
 *
 * @param findings one for each question, by id; the decisive ones only if one of them refuses
 * @param strict whether a warning refuses too
 */
public record Diagnosis(List<Finding> findings, boolean strict) {

  /** Copies the list. */
  public Diagnosis {
    findings = List.copyOf(findings);
  }

  /** The findings of a severity. */
  public List<Finding> of(Severity severity) {
    return findings.stream().filter(f -> f.severity() == severity).toList();
  }

  /** Whether the run must not start. */
  public boolean refused() {
    return !of(Severity.REFUSAL).isEmpty() || (strict && !of(Severity.WARNING).isEmpty());
  }
}
