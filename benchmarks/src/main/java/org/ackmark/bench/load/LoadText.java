package org.ackmark.bench.load;

import java.util.Locale;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.results.Replication;

/** What a load says beside its table. Pure. */
public final class LoadText {
  private LoadText() {}

  /** What is about to be done, in a line. */
  public static String announcement(LoadPlan plan) {
    String rates =
        plan.options().ratesPerSecond().isEmpty()
            ? (plan.options().slo().isPresent() ? "about " : "up to ") + plan.ratesPerVariant()
            : Integer.toString(plan.ratesPerVariant());
    String bytes =
        plan.maxBytes().isPresent()
            ? String.format(
                Locale.ROOT, ", at most %.1f GB written", plan.maxBytes().getAsLong() / 1e9)
            : "";
    return String.format(
        Locale.ROOT,
        "open loop: %d %s%s, %s rate%s each for %s, %s arrivals, about %s%s",
        plan.subjects().size(),
        plan.replicated() ? "replicated log" : "variant",
        plan.subjects().size() == 1 ? "" : "s",
        rates,
        plan.ratesPerVariant() == 1 ? "" : "s",
        Quantity.ofNs(plan.options().windowNs()),
        plan.options().arrival().label(),
        duration(plan.timeNs() / 1_000_000_000L),
        bytes);
  }

  private static String duration(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }

  /** What a dry run shows: each variant's rates. */
  public static String dryRun(LoadPlan plan) {
    StringBuilder text = new StringBuilder();
    for (LoadSubject subject : plan.subjects()) {
      text.append(subject.label()).append(": ").append(rates(plan)).append(System.lineSeparator());
    }
    return text.append(announcement(plan)).append(System.lineSeparator()).toString();
  }

  private static String rates(LoadPlan plan) {
    if (!plan.needsCapacity()) {
      return String.join(
          ", ",
          plan.options().ratesPerSecond().stream().map(r -> Phrases.count(r) + "/s").toList());
    }
    return plan.options().slo().isPresent()
        ? "its capacity, then the highest rate with " + plan.options().slo().get()
        : "its capacity, then from 10 % to 110 % of it";
  }

  /** What it can do at most. */
  static String capacity(LoadPlan plan, LoadSubject subject, long perSecond) {
    return String.format(
        Locale.ROOT,
        "%s: at most about %,d/s, in a closed loop of %,d records under way",
        subject.label(),
        perSecond,
        plan.options().bound());
  }

  /** The table of every variant, its lines PASS or FAIL, and the answers. */
  public static String render(LoadOutcome outcome, boolean unicode) {
    StringBuilder text = new StringBuilder();
    for (VariantOutcome variant : outcome.variants()) {
      text.append(new VariantText(outcome.plan(), variant, unicode).render());
    }
    if (outcome.variants().isEmpty()) {
      text.append("No rate was tried.").append(System.lineSeparator());
    }
    outcome.observations().stream()
        .filter(o -> o.point().params().value("ratePerSecond").isEmpty())
        .forEach(o ->
            text.append(o.point().variant())
                .append(Replication.labelOf(o.point()))
                .append(' ')
                .append(o.status().label())
                .append(": ")
                .append(o.why())
                .append(System.lineSeparator()));
    return text.toString();
  }
}
