package org.ackmark.results.latency;

/** The quantiles that are reported, each with the number of values that it needs. */
public enum Quantile {
  /** The median. */
  P50("p50", 500),
  /** One in 100 is greater. */
  P99("p99", 990),
  /** One in 1000 is greater. */
  P999("p99.9", 999);

  /** With fewer values beyond it, a quantile moves by chance more than by anything else. */
  public static final int LEAST_EXCEEDANCES = 10;

  private final String label;
  private final int perMille;

  Quantile(String label, int perMille) {
    this.label = label;
    this.perMille = perMille;
  }

  /** The name in tables. */
  public String label() {
    return label;
  }

  /** How many values a distribution needs for this quantile to be told. */
  public long leastCount() {
    return LEAST_EXCEEDANCES * 1000L / (1000 - perMille);
  }

  double percentile() {
    return perMille / 10.0;
  }
}
