/**
 * Whether a machine and a directory are fit to measure on.
 *
 * <pre>
 *   Doctor ── Check (id, rule) ── Subject (facts, options, Trials) ──▶ Symptom ──▶ Finding
 *   WorkDirectory   claims the directory, and cleans up what a killed run left there
 * </pre>
 *
 * <p>A rule is a pure function of the subject. Depends on {@code bench.env}, {@code bench.probe}
 * and the results model.
 */
package org.ackmark.bench.doctor;
