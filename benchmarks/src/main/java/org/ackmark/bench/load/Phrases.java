package org.ackmark.bench.load;

import java.util.Locale;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.results.Status;

/**
 * Times and verdicts as people read them. Immutable.
 *
 * @param unicode whether characters beyond ASCII may be written
 */
record Phrases(boolean unicode) {
  private static final double NS_PER_US = 1e3;
  private static final double NS_PER_MS = 1e6;
  private static final double NS_PER_S = 1e9;

  /** Such as {@code 1.41 ms}; {@code n/a} for null. */
  String time(Long ns) {
    if (ns == null) {
      return "n/a";
    }
    if (ns < 999.5 * NS_PER_US) {
      return digits(ns / NS_PER_US) + (unicode ? " µs" : " us");
    }
    return ns < 999.5 * NS_PER_MS ? digits(ns / NS_PER_MS) + " ms" : digits(ns / NS_PER_S) + " s";
  }

  /** Such as {@code 20,000}. */
  static String rate(double perSecond) {
    return String.format(Locale.ROOT, "%,.0f", perSecond);
  }

  /** Such as {@code 20,000}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String digits(double value) {
    return String.format(
        Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%,.0f", value);
  }

  /** Such as {@code 2 ms}: a limit is a whole number of some unit. */
  private static String limit(long ns) {
    return Quantity.ofNs(ns).replaceFirst("(?<=\\d)(?=[a-z])", " ");
  }

  /** How one trial went, in a few words. */
  String outcome(Trial trial, Slo slo) {
    Status status = trial.observation().status();
    if (status == Status.FAILED || status == Status.SKIPPED) {
      return status + ": " + trial.observation().why();
    }
    String judged = slo == null ? "p99 " + time(trial.response().p99Ns()) : terms(trial, slo);
    String mark = status == Status.MISSED ? "  missed its rate" : "";
    String disturbed = status == Status.DISTURBED ? "  (device disturbed)" : "";
    String verdict = slo == null ? "" : trial.passed(slo) ? "  PASS" : "  FAIL";
    return judged + mark + disturbed + verdict;
  }

  private String terms(Trial trial, Slo slo) {
    StringBuilder text = new StringBuilder();
    for (Slo.Term term : slo.terms()) {
      Long ns = term.figure().of(trial.response());
      boolean met = term.met(trial.response());
      String sign = met ? term.sign() : term.inclusive() ? ">" : ">=";
      text.append(text.isEmpty() ? "" : ", ").append(term.figure().label()).append(' ');
      text.append(
          ns == null
              ? "needs " + count(term.figure().leastCount()) + " values"
              : time(ns) + " " + sign + " " + limit(term.limitNs()));
    }
    return text.toString();
  }
}
