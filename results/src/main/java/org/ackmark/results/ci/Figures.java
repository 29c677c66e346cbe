package org.ackmark.results.ci;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.ackmark.results.compare.Effect;

/** Numbers for people; what is not known is {@code n/a}. */
final class Figures {
  private static final MathContext FOUR_DIGITS = new MathContext(4);
  private static final String UNKNOWN = "n/a";

  private Figures() {}

  /** Such as {@code -18.2 %}. */
  static String percent(Double percent) {
    return percent == null ? UNKNOWN : String.format(Locale.ROOT, "%+.1f %%", percent);
  }

  /** Such as {@code 5 %}. */
  static String share(double percent) {
    return value(percent) + " %";
  }

  /** Such as {@code -21.0 to -15.3 %}; an end that is not bounded is {@code any}. */
  static String interval(Effect effect) {
    if (effect.effectPercent() == null) {
      return UNKNOWN;
    }
    return end(effect.lowPercent()) + " to " + end(effect.highPercent()) + " %";
  }

  /** Such as {@code 41200} or {@code 0.01563}. */
  static String value(Double value) {
    return value == null
        ? UNKNOWN
        : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String end(Double percent) {
    return percent == null ? "any" : String.format(Locale.ROOT, "%+.1f", percent);
  }
}
