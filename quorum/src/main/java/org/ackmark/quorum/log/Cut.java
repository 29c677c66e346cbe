package org.ackmark.quorum.log;

/**
 * What a leader that starts again in place takes back of its own records.
 *
 * @param term in which it has led; if another one has led since, what it would take back may be
 *     that one's, acknowledged
 * @param lsn the last one that it keeps
 */
record Cut(Term term, long lsn) {}
