/**
 * How a log of somebody else's joins: a {@link org.ackmark.wal.spi.LogProvider} on the class path,
 * found by {@link java.util.ServiceLoader}, is measured beside the built-in variants.
 */
package org.ackmark.wal.spi;
