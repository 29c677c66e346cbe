/**
 * What a run records: immutable records with the names and units of the files they are stored in.
 *
 * <pre>
 *   results                  Run, Finding, ProbePoint, Observation (a Point, its Cost and Latency)
 *   results.environment      the machine, and the fingerprint of its stable facts
 *   results.latency          histograms of nanoseconds, and the percentiles they can support
 *   results.json             strict reading, deterministic writing, redaction
 *   results.jmh              the array that JMH's own tools read
 *   results.files            the directory of a run
 *   results.summary          blocks of one point brought together
 *   results.stats            estimates, intervals and tests over plain numbers
 *   results.history          many runs, in the order of time, and where they change
 *   results.table            the terminal's view
 *   results.export           runs in the formats that other tools read
 *   results.ci               a comparison for build servers
 * </pre>
 *
 * This package depends on the packages of Jackson's annotations and tree only, and knows no log: a
 * variant is a name here. Every record is immutable and safe to share between threads. A field that
 * may be absent is documented as such and is null then; absent is never written as zero.
 */
package org.ackmark.results;
