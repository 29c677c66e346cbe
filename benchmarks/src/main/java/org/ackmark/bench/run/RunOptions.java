package org.ackmark.bench.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ackmark.bench.profile.Hosts;

/**
 * What a run was asked for. Immutable.
 *
 * @param profile an embedded profile's name, or a file
 * @param directory the directory to be measured
 * @param out where the results go; empty for a new folder of the usual place
 * @param variants only these; all when empty
 * @param overrides keys of the profile and their values, each {@code key=value}
 * @param foreignLogs names of foreign logs to be measured too
 * @param hosts the nodes of replicas that are elsewhere
 * @param arms what is measured side by side
 * @param resume directory of a run that was stopped and is to go on; empty for a new run
 * @param strict whether the doctor's warnings refuse
 * @param allowBusy whether a busy disk is only warned of
 * @param seed of the order; empty for the profile's own, or a new one
 * @param command the command line, word by word
 */
public record RunOptions(
    String profile,
    Path directory,
    Optional<Path> out,
    List<String> variants,
    List<String> overrides,
    List<String> foreignLogs,
    Optional<Hosts> hosts,
    ArmChoice arms,
    Optional<Path> resume,
    boolean strict,
    boolean allowBusy,
    OptionalLong seed,
    List<String> command) {
  /** Copies the lists. */
  public RunOptions {
    variants = List.copyOf(variants);
    overrides = List.copyOf(overrides);
    foreignLogs = List.copyOf(foreignLogs);
    command = List.copyOf(command);
  }
}
