/**
 * Registers on N replicas: each key read and written on its own, by quorums of R and W.
 *
 * <pre>
 *   RegisterStore (coordinator)            RegisterReplica (one of N)
 *     Tagging: clock | query                 a KeyValue whose versions are the tags
 *     Round: ask, count, give up  &lt;------&gt;   answers what that has acknowledged
 *     Repair: none | async | awaited
 *     Hinting  -----------------------&gt;    HintStore (a fallback node) ---&gt; replica, later
 * </pre>
 *
 * <table>
 *   <caption>What reads may rely on, if replicas keep what they acknowledged</caption>
 *   <tr><th></th><th>ABD</th><th>LWW, write-back</th><th>LWW, no repair</th></tr>
 *   <tr><td>R + W &gt; N</td><td>linearizable per key</td><td>the same while clocks agree better
 *       than writes follow each other</td><td>acknowledged writes are seen, while clocks agree;
 *       others may be seen and then not</td></tr>
 *   <tr><td>R + W &lt;= N, or a sloppy quorum</td><td colspan="3">nothing about recency</td></tr>
 * </table>
 *
 * <p>Never: compare-and-set, increments, several keys at once. Those need consensus.
 *
 * <p>Everything here is driven by messages and timers, starts no thread and never blocks, but for
 * the blocking calls of {@link org.ackmark.wal.store.KeyValue}.
 */
package org.ackmark.quorum.register;
