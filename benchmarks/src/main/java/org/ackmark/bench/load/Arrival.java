package org.ackmark.bench.load;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** How records arrive. */
public enum Arrival {
  /** As from many independent clients: the gaps between two are exponentially distributed. */
  POISSON,
  /** At equal distances. */
  CONSTANT;

  private static final double NS_PER_SECOND = 1e9;

  /** The name on the command line and in results. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The process of that {@link #label}. */
  public static Optional<Arrival> labelled(String label) {
    return Arrays.stream(values()).filter(a -> a.label().equals(label)).findFirst();
  }

  /** Every label. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Arrival::label).toList();
  }

  /** Arrivals at that rate; equal seeds give equal times. */
  Arrivals at(long perSecond, long seed) {
    if (perSecond < 1) {
      throw new IllegalArgumentException("perSecond=" + perSecond);
    }
    return switch (this) {
      case POISSON -> new Poisson(NS_PER_SECOND / perSecond, seed);
      case CONSTANT -> new Constant(NS_PER_SECOND / perSecond);
    };
  }

  private static final class Poisson implements Arrivals {
    private final SplittableRandom random;
    private final double meanGapNs;
    private double atNs;

    Poisson(double meanGapNs, long seed) {
      this.meanGapNs = meanGapNs;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public long nextNs() {
      atNs -= meanGapNs * Math.log1p(-random.nextDouble());
      return (long) atNs;
    }
  }

  private static final class Constant implements Arrivals {
    private final double gapNs;
    private long sent;

    Constant(double gapNs) {
      this.gapNs = gapNs;
    }

    @Override
    public long nextNs() {
      return (long) (gapNs * sent++); // a product, not a sum: no drift
    }
  }
}
