package org.ackmark.quorum.log;

/**
 * A stretch of a log that was written in one term. It ends where the next one begins.
 *
 * @param firstLsn its first record, which may not be there yet
 */
record Run(Term term, long firstLsn) {}
