/**
 * When a log writes and syncs, and how those who wait learn of it.
 *
 * <pre>
 *   appenders --> AppendRing --> LogCore (write, sync) --> segment files
 *                                   ^            |
 *                     CommitPolicy -+            +--> Waiters (threads), Completions (listeners)
 * </pre>
 *
 * <p>{@link org.ackmark.wal.commit.LogCore} knows how to write and sync; {@link
 * org.ackmark.wal.commit.Progress} keeps the watermarks, and how the log ended; a {@link
 * org.ackmark.wal.commit.CommitPolicy} decides who does it and when: per commit, for a group, at an
 * interval, never.
 */
package org.ackmark.wal.commit;
