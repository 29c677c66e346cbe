/**
 * Profiles: what a run measures, as a YAML file that a person writes and an error message explains.
 *
 * <pre>
 *   file.yaml ── extends ──▶ quick.yaml      text with line and column   YamlReader
 *        └──────── merged ───────┘           mapping over mapping        ProfileReader
 *                    │ ◀── -p key=value                                  Overrides
 *                    ▼
 *   Profile: variants × workloads            strict keys, units, ranges  ProfileBuilder
 *                    │
 *                    ▼
 *   Points ── seed ──▶ Schedule ── cost ──▶ Estimate
 * </pre>
 *
 * <p>A profile is embedded ({@code smoke}, {@code quick}, {@code quorum}, {@code quorum-ratis},
 * {@code quorum-faults}, {@code gate}, {@code standard}, {@code full}, {@code quorum-full}) or a
 * file, named by a path that contains a slash or ends in {@code .yaml} or {@code .yml}:
 *
 * <pre>{@code
 * description: Does holding groups open pay on this disk?
 * extends: quick
 * blocks: 12
 * observation: {time: 3s, bytes: 128MiB}
 * variants:
 *   - group
 *   - {variant: group, label: group-200us, group: {maxDelay: 200us}}
 *   - {variant: async, primaryMetric: p99Ns, async: {interval: 5ms}}
 * workloads:
 *   - {benchmark: commit, threadKind: [platform, virtual], writers: [8, 64], recordBytes: 1KiB}
 * }</pre>
 *
 * <p>Where a profile extends another, its mappings are laid over the other's key by key; its lists
 * take the place of the other's. A size needs a unit (B, KiB, MiB, GiB, TiB), a duration too (ns,
 * us, ms, s, min, h), zero included; a space may stand between. "List" below means one value or a
 * list of them. Unknown and repeated keys, values of another type or outside their range, empty
 * lists, anchors and tags are errors, each with its line and column.
 *
 * <table>
 * <caption>The keys</caption>
 * <tr><th>Key<th>Value<th>Default<th>Meaning
 * <tr><td>description<td>text<td>empty<td>what it is for
 * <tr><td>extends<td>profile, or path from this file<td>none<td>what holds for keys left out here
 * <tr><td>blocks<td>1 to 1000<td>1<td>rounds in which every point runs once
 * <tr><td>seed<td>whole number<td>chosen by each run<td>order of the points
 * <tr><td>primaryMetric<td>commitsPerSecond, p50Ns, p99Ns, p999Ns, syncsPerCommit,
 *     bytesPerCommit, efficiency<td>commitsPerSecond<td>the figure by which a gate judges
 * <tr><td>observation.time<td>1ms to 1h<td>2s<td>how long is measured
 * <tr><td>observation.bytes<td>1MiB to 1TiB<td>256MiB<td>bytes logged that end it earlier
 * <tr><td>observation.warmUp<td>0s to 1h<td>500ms<td>time run unmeasured first, at most a quarter
 *     of the bytes
 * <tr><td>log.segmentBytes<td>8KiB to 1GiB, a multiple of 4KiB<td>the log's<td>length of a segment
 * <tr><td>log.preallocation<td>append, sparse, zero-filled, recycled<td>the log's<td>what a
 *     segment's blocks are before use
 * <tr><td>log.spareSegments<td>0 to 1000<td>the log's<td>old segments kept for recycling
 * <tr><td>log.bufferBytes<td>16KiB to 1GiB, a power of two<td>the log's<td>memory before writing
 * <tr><td>group.maxDelay<td>0s to 1h<td>the log's<td>how long a group waits for more commits
 * <tr><td>group.siblings<td>0 to 65536<td>the log's<td>waiting commits below which it doesn't
 * <tr><td>group.maxBytes<td>4KiB to 1GiB<td>the log's<td>most that a group holds
 * <tr><td>group.inFlight<td>1 to 64<td>the log's<td>groups under way at once (group-direct)
 * <tr><td>async.interval<td>1ns to 1h<td>the log's<td>pause between syncs
 * <tr><td>async.maxLag<td>at least the interval, to 1h<td>the log's<td>most that a sync may lag
 * <tr><td>async.maxLagBytes<td>1B to 1TiB<td>the log's<td>the same in bytes
 * <tr><td>variants<td>{@code all}, or a list of names or entries<td>required<td>what is measured
 * <tr><td>variants[].variant<td>a variant<td>required<td>such as group-direct
 * <tr><td>variants[].label<td>small letters, digits, dots, hyphens<td>the variant<td>its name in
 *     results
 * <tr><td>variants[].primaryMetric, .log, .group, .async<td>as above<td>as above<td>for this
 *     variant only; a knob that it doesn't read is an error
 * <tr><td>workloads<td>list of entries<td>required<td>what is done
 * <tr><td>workloads[].benchmark<td>commit, append, store-put, store-get, store-mix, recovery,
 *     snapshot<td>required<td>see {@link org.ackmark.bench.profile.Benchmark}
 * <tr><td>workloads[].variants<td>list of labels<td>all of them<td>to which of them it is done
 * <tr><td>workloads[].threadKind<td>list of platform, virtual, callbacks (commit only)<td>platform
 *     <td>how writers wait
 * <tr><td>workloads[].writers<td>list of 1 to 65536<td>1<td>threads, or callbacks outstanding
 * <tr><td>workloads[].recordBytes<td>list of 1B to 64MiB<td>1KiB<td>payload of a record, or value
 * <tr><td>workloads[].backgroundWriter<td>list of off or rates such as 32MiB/s<td>off<td>what is
 *     written and synced beside the log
 * <tr><td>workloads[].keys<td>list of 1 to 100000000<td>100000<td>keys in the store (store-*,
 *     snapshot)
 * <tr><td>workloads[].getPercent<td>0 to 100<td>50<td>share of gets (store-mix)
 * <tr><td>workloads[].logBytes<td>list of 1MiB to 1TiB<td>256MiB<td>size of the log (recovery)
 * <tr><td>workloads[].quorum<td>list of N/R/W, such as 3/2/2<td>a single log<td>replicas, and how
 *     many of them answer a read and a write (commit, store-*)
 * <tr><td>workloads[].protocol<td>list of log, abd, lww, ratis (commit: log only)<td>log<td>how
 *     replicas are kept alike
 * <tr><td>workloads[].level<td>list of received, written, synced<td>synced<td>how far each of the W
 *     has come when it acknowledges
 * <tr><td>workloads[].sync<td>list of forced, async-flush, unsafe-flush, in-memory (ratis only)
 *     <td>the safest of each level<td>when Ratis syncs, which says its level; of several quorums
 *     those of one replica are left out in memory, and where there is a majority any other W
 * <tr><td>workloads[].reads<td>list of linearizable, default (ratis, store-get and store-mix)
 *     <td>linearizable<td>whether Ratis asks a majority before it answers
 * </table>
 *
 * <p>Depends on the words of {@code org.ackmark.wal} and on SnakeYAML, for its marks.
 */
package org.ackmark.bench.profile;
