package org.ackmark.bench.load;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.bench.profile.Hosts;

/**
 * What a load was asked for. Immutable.
 *
 * @param directory the directory to be measured
 * @param out where the results go; empty for a new folder of the usual place
 * @param variants names of the variants
 * @param overrides knobs of the variants, each {@code key=value}
 * @param replication how they are replicated, as keys of a profile's workloads, each {@code
 *     key=value}; none for single logs
 * @param hosts where replicas are that are elsewhere; empty for none
 * @param arrival how records arrive
 * @param ratesPerSecond the rates; empty for a sweep, or a search where there is an objective
 * @param slo the objective; empty for none
 * @param windowNs how long each rate is measured
 * @param warmUpNs how long it runs unmeasured before
 * @param recordBytes payload of a record
 * @param bound most records under way at a time
 * @param strict whether the doctor's warnings refuse
 * @param allowBusy whether a busy disk is only warned of
 * @param seed of the arrivals; empty for a new one
 * @param command the command line, word by word
 */
public record LoadOptions(
    Path directory,
    Optional<Path> out,
    List<String> variants,
    List<String> overrides,
    List<String> replication,
    Optional<Hosts> hosts,
    Arrival arrival,
    List<Long> ratesPerSecond,
    Optional<Slo> slo,
    long windowNs,
    long warmUpNs,
    int recordBytes,
    int bound,
    boolean strict,
    boolean allowBusy,
    OptionalLong seed,
    List<String> command) {
  /** Copies the lists. */
  public LoadOptions {
    variants = List.copyOf(variants);
    overrides = List.copyOf(overrides);
    replication = List.copyOf(replication);
    ratesPerSecond = List.copyOf(ratesPerSecond);
    command = List.copyOf(command);
  }
}
