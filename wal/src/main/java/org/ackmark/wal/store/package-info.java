/**
 * The core store: keys and values over any log.
 *
 * <pre>
 *   write --encode--> log.append --acknowledged--> apply in LSN order --> visible --> return
 *                        |                                                   |
 *                        |&lt;-------- replay ----- open ------ load ----- snapshot file
 *                        `--- low-water mark &lt;-- after each durable snapshot --'
 * </pre>
 *
 * <p>{@link org.ackmark.wal.store.KeyValue} is what callers see; {@link
 * org.ackmark.wal.store.LogStore} implements it over a {@link org.ackmark.wal.Wal} and knows no
 * variant. What is visible is one immutable sorted tree behind one reference: a reader sees a
 * prefix of the log, a batch appears at once, and a snapshot is that reference written down.
 *
 * <p>{@link org.ackmark.wal.store.StateMachine} is the same state for a log that somebody else
 * keeps.
 *
 * <p>Depends on the contract of the log ({@code org.ackmark.wal}) and on {@code
 * org.ackmark.wal.io}.
 */
package org.ackmark.wal.store;
