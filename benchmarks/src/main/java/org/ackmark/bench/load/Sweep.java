package org.ackmark.bench.load;

import java.util.OptionalLong;

/**
 * From a tenth of the capacity to a little more than it can be: response times stay flat for long
 * and then rise like a hockey stick. Ends early after two rates in a row that were not held.
 */
final class Sweep implements Rates {
  /** Closer together where the curve bends. */
  private static final int[] PERCENT = {10, 25, 40, 55, 70, 80, 90, 95, 100, 110};

  private static final int MOST_MISSES = 2;

  private final long capacityPerSecond;
  private int tried;
  private int missesInARow;
  private long rate;
  private long highest; // that passed; 0 for none

  Sweep(long capacityPerSecond) {
    this.capacityPerSecond = capacityPerSecond;
  }

  /** How many rates there are at most. */
  static int length() {
    return PERCENT.length;
  }

  @Override
  public OptionalLong next() {
    if (tried == PERCENT.length || missesInARow == MOST_MISSES) {
      return OptionalLong.empty();
    }
    rate = Search.rounded(capacityPerSecond * PERCENT[tried++] / 100.0);
    return OptionalLong.of(rate);
  }

  @Override
  public void ended(boolean passed) {
    missesInARow = passed ? 0 : missesInARow + 1;
    highest = passed ? Math.max(highest, rate) : highest;
  }

  @Override
  public OptionalLong found() {
    return highest == 0 ? OptionalLong.empty() : OptionalLong.of(highest);
  }
}
