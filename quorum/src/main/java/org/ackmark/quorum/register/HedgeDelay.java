package org.ackmark.quorum.register;

/** After what time the replicas that were not asked at first are asked too. Thread-safe. */
interface HedgeDelay {
  /** In nanoseconds; 0: all are asked at first. */
  long delayNs();

  /** Learns how long an answer took. */
  void observed(long latencyNs);

  /** The one that is asked for. */
  static HedgeDelay of(Hedging hedging) {
    return switch (hedging) {
      case Hedging.AllAtOnce _ -> fixed(0);
      case Hedging.After after -> fixed(after.delay().toNanos());
      case Hedging.AtPercentile at -> new PercentileDelay(at.percent(), at.atFirst().toNanos());
    };
  }

  private static HedgeDelay fixed(long delayNs) {
    return new HedgeDelay() {
      @Override
      public long delayNs() {
        return delayNs;
      }

      @Override
      public void observed(long latencyNs) {
        // nothing to learn
      }
    };
  }
}
