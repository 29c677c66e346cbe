package org.ackmark.bench.load;

import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;

/** The rates that were asked for, in their order. */
final class GivenRates implements Rates {
  private final Iterator<Long> rates;
  private long rate;
  private long highest; // that passed; 0 for none

  GivenRates(List<Long> rates) {
    this.rates = rates.iterator();
  }

  @Override
  public OptionalLong next() {
    if (!rates.hasNext()) {
      return OptionalLong.empty();
    }
    rate = rates.next();
    return OptionalLong.of(rate);
  }

  @Override
  public void ended(boolean passed) {
    highest = passed ? Math.max(highest, rate) : highest;
  }

  @Override
  public OptionalLong found() {
    return highest == 0 ? OptionalLong.empty() : OptionalLong.of(highest);
  }
}
