/**
 * The bytes of a log: the only package that knows an offset.
 *
 * <p>A log is a directory of numbered segment files. A segment is a {@link
 * org.ackmark.wal.format.SegmentHeader} followed by entries; an entry is a {@link
 * org.ackmark.wal.format.EntryHeader} followed by its payload, padded to 8 bytes. All integers are
 * little-endian. The diagram stands in the module's README; a test holds golden bytes against it.
 *
 * <p>Depends on nothing but the JDK.
 */
package org.ackmark.wal.format;
