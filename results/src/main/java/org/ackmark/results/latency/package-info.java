/**
 * Times in nanoseconds: recorded, merged, read at a percentile, stored as HdrHistogram files.
 *
 * <p>Percentiles of parts are never averaged: histograms are added, and the sum is read. Depends on
 * HdrHistogram and the package of the records.
 */
package org.ackmark.results.latency;
