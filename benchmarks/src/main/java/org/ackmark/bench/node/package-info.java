/**
 * One replica as a process of its own: what `ackmark quorum node` runs, here or on another host.
 *
 * <pre>
 *   coordinator ──TCP──▶ NodeServer ──▶ Session "a" ──▶ OpenPart: a log's follower, or a store
 *                          │              │               in a folder of its own
 *                          │              └─ ControlMessage: open, count, probe, end
 *                          └─ Session "b" …
 * </pre>
 *
 * <p>A node takes part in any number of sessions, each of them one measured log or store. It keeps
 * no settings: what a session is to do comes from whoever opened it.
 */
package org.ackmark.bench.node;
