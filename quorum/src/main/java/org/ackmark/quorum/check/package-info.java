/**
 * What a history of a replicated store proves about it, and in which forms others can judge the
 * same history.
 *
 * <pre>
 *   clients --&gt; HistoryRecorder --&gt; History --+--&gt; RegisterChecker    linearizable per key? O(n log n), says why not
 *                                               +--&gt; ExhaustiveChecker  the same by search: the oracle, short histories
 *                                               +--&gt; SequentialChecker  at least in each client's own order? short ones
 *                                               +--&gt; Staleness          R + W &lt;= N: how old were the values read
 *                                               +--&gt; MissingWrites      what a crash took of the acknowledged writes
 *                                               +--&gt; HistoryJson        for Porcupine, and back
 *                                               `--&gt; HistoryEdn         for Knossos
 * </pre>
 *
 * <p>Every write of a key has a value of its own, and a failure to answer is not a failure to
 * happen: a write that timed out is {@link org.ackmark.quorum.check.Outcome#INFO}. Of the rest of
 * Ackmark this package uses nothing.
 */
package org.ackmark.quorum.check;
