package org.ackmark.bench.load;

import java.util.OptionalLong;

/** Which rates are tried, one after another. For one thread. */
interface Rates {

  /** The next rate, in records per second; empty when there is nothing more to try. */
  OptionalLong next();

  /** Takes note of how the last one went. */
  void ended(boolean passed);

  /** The highest rate that is known to pass; empty if there is none, or none yet. */
  OptionalLong found();
}
