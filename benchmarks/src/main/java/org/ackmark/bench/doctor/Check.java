package org.ackmark.bench.doctor;

import org.ackmark.results.Finding;

/**
 * One of the doctor's questions.
 *
 * @param id stable; never given to another question
 */
record Check(String id, Rule rule) {

  /** Answers from the subject alone. */
  interface Rule {
    Symptom ask(Subject subject);
  }

  Finding finding(Subject subject) {
    return rule.ask(subject).finding(id);
  }
}
