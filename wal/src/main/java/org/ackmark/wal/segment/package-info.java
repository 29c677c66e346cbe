/**
 * Segments on a disk: making them ready, writing entries into them, reading them back, and deciding
 * after a crash what counts.
 *
 * <pre>
 *   SegmentFiles    makes, names, recycles and deletes segment files
 *   SegmentSupply   keeps the next segment ready, in the background
 *   SegmentWriter   where the next entry goes; rolls; syncs in order
 *   EntryCursor     walks and searches the entries of one segment
 *   LogScan         what a directory holds: prefix, end, durable LSN
 *   Recovery        refuses damage, or cuts a torn tail and starts an epoch
 * </pre>
 *
 * <p>Knows {@code format} and {@code io}; nothing of policies.
 */
package org.ackmark.wal.segment;
