package org.ackmark.bench.load;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalLong;

/**
 * Looks for the highest rate that passes: brackets it, halves the bracket until its ends are 5 %
 * apart, and tries the lower end once more. Where that fails it steps down by 5 % and asks for two
 * passes again. Takes it that what passes at one rate passes at every lower one, but for chance.
 */
final class Search implements Rates {
  private static final double RESOLUTION = 1.05;

  /** Below the first guess by more than this, nothing is worth looking for. */
  private static final long WIDEST = 256;

  private static final int MOST_STEPS_DOWN = 6;
  private static final int PASSES_NEEDED = 2;

  private final long firstGuess;
  private long passed; // the highest that passed; 0 for none
  private long failed; // the lowest that failed; 0 for none
  private long rate;
  private int passes; // of the candidate, while it is confirmed
  private int stepsDown;
  private boolean confirming;
  private boolean ended;

  /** A search that begins at half of the capacity. */
  Search(long capacityPerSecond) {
    this.firstGuess = rounded(capacityPerSecond / 2.0);
  }

  /** The rate to three digits, at least 1. */
  static long rounded(double perSecond) {
    return Math.max(1, new BigDecimal(perSecond).round(new MathContext(3)).longValue());
  }

  @Override
  public OptionalLong next() {
    if (ended) {
      return OptionalLong.empty();
    }
    rate = candidate();
    return OptionalLong.of(rate);
  }

  private long candidate() {
    if (confirming) {
      return rate;
    }
    if (passed == 0 && failed == 0) {
      return firstGuess;
    }
    if (passed == 0) {
      return rounded(failed / 2.0);
    }
    return failed == 0 ? rounded(passed * 2.0) : rounded(Math.sqrt((double) passed * failed));
  }

  @Override
  public void ended(boolean pass) {
    if (confirming) {
      confirmed(pass);
      return;
    }
    if (pass) {
      passed = rate;
    } else {
      failed = rate;
    }
    ended = passed == 0 && (failed == 1 || failed * WIDEST <= firstGuess);
    if (isNarrow()) {
      confirming = true;
      rate = passed;
      passes = 1;
    }
  }

  /** Whether the bracket is, or rounding leaves nothing between its ends, or there is no upper. */
  private boolean isNarrow() {
    if (passed == 0) {
      return false;
    }
    if (failed == 0) {
      return passed >= WIDEST * firstGuess;
    }
    long between = rounded(Math.sqrt((double) passed * failed));
    return failed <= passed * RESOLUTION || between <= passed || between >= failed;
  }

  private void confirmed(boolean pass) {
    if (pass) {
      passes++;
      ended = passes == PASSES_NEEDED;
      return;
    }
    passes = 0;
    stepsDown++;
    long lower = rounded(rate / RESOLUTION);
    ended = stepsDown > MOST_STEPS_DOWN || lower == rate;
    rate = lower;
  }

  /** It has passed twice. */
  @Override
  public OptionalLong found() {
    return passes == PASSES_NEEDED ? OptionalLong.of(rate) : OptionalLong.empty();
  }
}
