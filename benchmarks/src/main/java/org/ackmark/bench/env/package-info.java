/**
 * What a figure was measured on: the machine, and the chain of devices below a directory.
 *
 * <pre>
 *   Surroundings ── Machine            processor, memory, kernel, JVM, control group, network
 *              └─── MeasuredDirectory  Mount ── BlockDevice ── BlockDevice … (dm, md, loop, disk)
 * </pre>
 *
 * <p>All of it is read from {@code /proc} and {@code /sys} through {@link
 * org.ackmark.bench.env.KernelFiles}, whose roots can be exchanged. A file that is missing or
 * unreadable makes a fact absent; nothing throws. Depends on the results model only.
 */
package org.ackmark.bench.env;
