package org.ackmark.bench.load;

import org.ackmark.bench.profile.Hosts;
import org.ackmark.bench.profile.Replication;
import org.ackmark.wal.WalOptions;

/**
 * What one JVM is to measure; travels into it as a JSON file. Immutable.
 *
 * @param options the variant and its knobs
 * @param directory folder of the log, or of the logs of its replicas, made before
 * @param replication null for a single log
 * @param hosts where replicas are that are elsewhere; null for none
 * @param recordBytes payload of a record
 * @param bound most records under way at a time
 * @param arrival how records arrive
 * @param ratePerSecond how many; 0 for as many as the bound allows, which makes the loop a closed
 *     one
 * @param seed of the arrivals
 * @param warmUpNs how long the load runs unmeasured before
 * @param windowNs how long it is measured
 * @param runDirectory where histogram files go; null for nowhere
 * @param histogram base name of the histogram files
 */
record LoadAssignment(
    WalOptions options,
    String directory,
    Replication replication,
    Hosts hosts,
    int recordBytes,
    int bound,
    Arrival arrival,
    long ratePerSecond,
    long seed,
    long warmUpNs,
    long windowNs,
    String runDirectory,
    String histogram) {}
