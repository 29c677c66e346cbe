/**
 * Replicas, wherever they are: what benchmarks measure and what recorded clients put to the test.
 *
 * <pre>
 *   benchmarks ──┐                        ┌── a log and a folder for each
 *                ├──▶ Replicas ───────────┤
 *   RecordedClients ─┘   as a log or a store  └── LocalNetwork, LocalTimer
 *        │
 *        └──▶ History ──▶ checkers
 * </pre>
 *
 * <p>{@link org.ackmark.bench.replicas.StaleRegisters} is a client beside the replicas instead,
 * which counts the reads that miss its writes.
 *
 * <p>Depends on the quorum module and on the words of {@code bench.profile}.
 */
package org.ackmark.bench.replicas;
