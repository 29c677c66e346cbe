package org.ackmark.bench.profile;

import org.ackmark.results.Metric;
import org.ackmark.wal.Variant;
import org.ackmark.wal.WalOptions;

/**
 * A variant as one profile uses it. Immutable.
 *
 * @param label its name in this profile and in the results; the variant's own unless the profile
 *     gives another, as it must when it lists a variant twice
 * @param primaryMetric the one figure by which a gate judges it, declared before the run
 * @param options the variant and its knobs
 */
public record VariantSetup(String label, Metric primaryMetric, WalOptions options) {

  /** Which variant. */
  public Variant variant() {
    return options.variant();
  }

  /** Whether a name on the command line means this: its label, or its variant's. */
  public boolean isNamed(String name) {
    return label.equals(name) || variant().label().equals(name);
  }
}
