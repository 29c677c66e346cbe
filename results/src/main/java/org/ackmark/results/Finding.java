package org.ackmark.results;

/**
 * What the doctor found about one question, such as whether the directory is on a real disk.
 *
 * @param id stable name of the question, for filters and documents
 * @param severity whether it matters
 * @param title the finding in one line
 * @param evidence what was read, and where
 * @param fix what to do about it; absent if there is nothing to do
 */
public record Finding(String id, Severity severity, String title, String evidence, String fix) {

  /** How much a finding matters. */
  public enum Severity {
    /** As it should be. */
    OK,
    /** Figures are affected; the run goes on. */
    WARNING,
    /** Figures would mislead; the run does not start. */
    REFUSAL
  }

  /** Checks the fields. */
  public Finding {
    Require.text("id", id);
    Require.present("severity", severity);
    Require.text("title", title);
    Require.text("evidence", evidence);
  }
}
