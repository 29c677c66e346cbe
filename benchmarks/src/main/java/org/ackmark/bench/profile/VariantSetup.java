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
  /** What stands for a variant where Apache Ratis keeps the log. Its options say nothing. */
  public static final VariantSetup RATIS =
      new VariantSetup("ratis", Metric.COMMITS_PER_SECOND, WalOptions.of(Variant.GROUP));

  /** Whether Apache Ratis keeps the log, so that no variant does. */
  public boolean isRatis() {
    return label.equals(RATIS.label);
  }

  /** Which variant. */
  public Variant variant() {
    return options.variant();
  }

  /** Whether a name on the command line means this: its label, or its variant's. */
  public boolean isNamed(String name) {
    return label.equals(name) || !isRatis() && variant().label().equals(name);
  }
}
