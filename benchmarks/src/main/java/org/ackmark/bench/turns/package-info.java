/**
 * Several logs, each in a JVM of its own, of which one at a time is measured, for a slice of a
 * tenth of a second. A device whose speed wanders from second to second then gives each of them the
 * same share of its good and bad moments, and their ratio is told apart from the device's noise
 * with far fewer blocks than when they run one after another.
 *
 * <pre>
 *   TurnTable (the run)  &lt;--ready--  TurnTaker (a fork, warm and at rest)
 *                        --begin--&gt;                  to all, when all are ready
 *                        ---go----&gt;  Slices.begin    one at a time, in mirrored and shifted order
 *                        &lt;--done---  Slices.end
 * </pre>
 *
 * <p>They speak lines of text over a socket in the file system. The idea of alternating short
 * slices is that of paired ("duet") benchmarking: Bulej and others, "Duet Benchmarking: Improving
 * Measurement Accuracy in the Cloud" (ICPE 2020), here in turns instead of at once, because two
 * logs at once would queue behind each other on the device. Depends on nothing of the rest.
 */
package org.ackmark.bench.turns;
