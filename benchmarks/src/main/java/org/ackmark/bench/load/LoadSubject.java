package org.ackmark.bench.load;

import java.util.Optional;
import org.ackmark.bench.profile.Placement;
import org.ackmark.bench.profile.Replication;
import org.ackmark.bench.profile.VariantSetup;
import org.ackmark.results.Guarantee;
import org.ackmark.wal.Level;
import org.ackmark.wal.WalOptions;

/**
 * What is loaded: one log, or a log on several replicas. Immutable.
 *
 * @param variant of each log, with its knobs
 * @param replication empty for a single log
 */
public record LoadSubject(VariantSetup variant, Optional<Replication> replication) {

  /** Such as {@code group}, or {@code group log-3-2-2-synced-processes}. */
  public String label() {
    return named(" ");
  }

  /** The same for a file name. */
  String fileLabel() {
    return named("_");
  }

  private String named(String separator) {
    return variant.label() + replication.map(on -> separator + on.label()).orElse("");
  }

  /** What an acknowledged record survives, on all replicas at once. */
  Guarantee guarantee() {
    org.ackmark.wal.Guarantee promised =
        replication
            .map(on -> on.guarantee(variant.variant()))
            .orElse(variant.variant().guarantee());
    return Guarantee.valueOf(promised.name());
  }

  /** The level at which it acknowledges. */
  Level level() {
    return replication.map(on -> on.quorum().level()).orElse(variant.variant().level());
  }

  WalOptions options() {
    return variant.options();
  }

  /** How many logs there are. */
  int replicas() {
    return replication.map(on -> on.quorum().n()).orElse(1);
  }

  /** How many of them are in the directory that is measured. */
  int replicasHere() {
    return onHosts() ? 1 : replicas();
  }

  /** Whether the others are on other machines. */
  boolean onHosts() {
    return replication.filter(on -> on.placement() == Placement.HOSTS).isPresent();
  }
}
