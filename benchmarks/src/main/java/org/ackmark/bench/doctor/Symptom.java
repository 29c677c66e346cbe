package org.ackmark.bench.doctor;

import org.ackmark.results.Finding;
import org.ackmark.results.Finding.Severity;

/**
 * The answer to one of the doctor's questions.
 *
 * @param title in one line
 * @param evidence what was read, and where
 * @param fix what to do about it; null if there is nothing to do
 */
record Symptom(Severity severity, String title, String evidence, String fix) {

  /** As it should be, or not applicable. */
  static Symptom fine(String title, String evidence) {
    return new Symptom(Severity.OK, title, evidence, null);
  }

  /** Nothing told. */
  static Symptom unknown(String title) {
    return new Symptom(Severity.OK, title + ": unknown", "the kernel does not tell", null);
  }

  /** Not wrong, but a reader of the figures wants to know. */
  static Symptom note(String title, String evidence, String advice) {
    return new Symptom(Severity.OK, title, evidence, advice);
  }

  static Symptom warning(String title, String evidence, String fix) {
    return new Symptom(Severity.WARNING, title, evidence, fix);
  }

  static Symptom refusal(String title, String evidence, String fix) {
    return new Symptom(Severity.REFUSAL, title, evidence, fix);
  }

  Finding finding(String id) {
    return new Finding(id, severity, title, evidence, fix);
  }
}
