/**
 * Apache Ratis as an engine: the same key-value store on a log that elects its leader.
 *
 * <pre>
 *   {@link org.ackmark.quorum.ratis.RatisStore} ──── request ──▶ leader ── log ─┬─ majority has it ─ apply ─ reply
 *     any number, anywhere           {@link org.ackmark.quorum.ratis.RatisReplica} │
 *                                                   └──────▶ followers ─ log ─┘
 * </pre>
 *
 * <p>Ratis brings consensus, log, transport and membership; ours are the state and its snapshots
 * ({@link org.ackmark.wal.store.StateMachine}), the records in its log ({@link
 * org.ackmark.wal.store.StoreRecord}), and what its sync settings are worth ({@link
 * org.ackmark.quorum.ratis.RatisSync}). Its log is the write-ahead log; there is no second one.
 *
 * <p>The only package that knows Ratis, which is an optional dependency: whoever uses the package
 * puts {@code ratis-client}, {@code ratis-server}, {@code ratis-grpc}, {@code
 * ratis-metrics-default} and a silent SLF4J provider on the class path.
 */
package org.ackmark.quorum.ratis;
