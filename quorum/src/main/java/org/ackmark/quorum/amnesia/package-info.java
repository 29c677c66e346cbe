/**
 * What is left of an acknowledged write when replicas come back without what they had not synced.
 *
 * <p>A rule predicts it (R + W − k &gt; N, {@link org.ackmark.quorum.Quorum#meetsAfterAmnesia}),
 * and an experiment with real logs on simulated disks finds out: write once, cut the power of some
 * of the replicas that acknowledged, start them again, and read with every possible set of R
 * replicas. A cell of the table is safe when no choice of replicas misses the write.
 *
 * <pre>
 *   AmnesiaTable   k of the W that acknowledged forget   for each N, R, W, level, k
 *   BlackoutTable  the power of all N fails at once      for each N, R, W, synced copies
 *        `---- OneWrite: one acknowledged write, and what becomes of it
 * </pre>
 *
 * <p>Depends on {@code register} for reading and writing and on {@code sim} for disks and power.
 */
package org.ackmark.quorum.amnesia;
