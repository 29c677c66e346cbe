package org.ackmark.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.ackmark.bench.profile.Quantity;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;

/** The loads of one variant for people. Pure. */
final class VariantText {
  private static final int LINE = 91;

  private final LoadPlan plan;
  private final VariantOutcome outcome;
  private final Phrases phrases;
  private final List<String> lines = new ArrayList<>();

  VariantText(LoadPlan plan, VariantOutcome outcome, boolean unicode) {
    this.plan = plan;
    this.outcome = outcome;
    this.phrases = new Phrases(unicode);
  }

  String render() {
    lines.clear();
    addTable();
    addRemarks();
    addVerdicts();
    lines.add("");
    return String.join(System.lineSeparator(), lines) + System.lineSeparator();
  }

  private void addTable() {
    String dot = phrases.unicode() ? " · " : ", ";
    String survives = outcome.subject().label() + " survives " + guarantee();
    String load =
        String.join(
            dot,
            "records of " + Quantity.ofBytes(plan.options().recordBytes()),
            plan.options().arrival().label() + " arrivals",
            "at most " + Phrases.count(plan.options().bound()) + " under way");
    if (outcome.subject().replication().isPresent()) { // else both fit a line
      lines.add(survives);
      lines.add(load);
    } else {
      lines.add(survives + dot + load);
    }
    lines.add(row("", "", "", "response", "time", "", "", "service", "syncs/"));
    lines.add(row("", "offered/s", "achieved/s", "p50", "p99", "p99.9", "max", "p99", "commit"));
    lines.add("  " + (phrases.unicode() ? "─" : "-").repeat(LINE - 2));
    outcome.trials().forEach(trial -> lines.add(row(trial)));
  }

  private String guarantee() {
    return outcome.subject().guarantee().label();
  }

  private String row(Trial trial) {
    Observation observation = trial.observation();
    Double achieved = observation.cost().commitsPerSecond();
    Double syncs = observation.cost().syncsPerCommit();
    return row(
        mark(observation.status()),
        Phrases.count(trial.ratePerSecond()),
        achieved == null ? "n/a" : Phrases.rate(achieved),
        phrases.time(trial.response().p50Ns()),
        phrases.time(trial.response().p99Ns()),
        phrases.time(trial.response().p999Ns()),
        phrases.time(trial.response().maxNs()),
        phrases.time(observation.latency().p99Ns()),
        syncs == null ? "n/a" : String.format(Locale.ROOT, "%.3f", syncs));
  }

  private static String row(String mark, Object... cells) {
    Object[] all = new Object[cells.length + 1];
    all[0] = mark.isEmpty() ? " " : mark;
    System.arraycopy(cells, 0, all, 1, cells.length);
    return String.format("%s %11s %11s %9s %9s %9s %9s %11s %8s", all).stripTrailing();
  }

  private static String mark(Status status) {
    return switch (status) {
      case OK -> "";
      case DISTURBED -> "~";
      case MISSED -> "<";
      case FAILED -> "!";
      case SKIPPED -> "-";
    };
  }

  private void addRemarks() {
    lines.add("");
    if (outcome.subject().replication().isPresent()) {
      lines.add(
          "  syncs are those of all replicas; of devices and segments only the leader's are"
              + " watched");
    }
    for (Trial trial : outcome.trials()) {
      addSlow(trial);
      addPlateaus(trial);
      addOddities(trial);
    }
    for (Trial trial : outcome.trials()) {
      Observation observation = trial.observation();
      if (observation.status() != Status.OK) {
        lines.add(
            String.format(
                Locale.ROOT,
                "%s %,d/s %s",
                mark(observation.status()),
                trial.ratePerSecond(),
                observation.why()));
      }
    }
  }

  private void addSlow(Trial trial) {
    SlowCommits slow = trial.slow();
    if (slow != null && slow.total() > 0) {
      add(
          trial,
          String.format(
              Locale.ROOT,
              "slow commits (beyond p99.9): %,d; JVM pause %,d, segment roll %,d, device %,d, queue"
                  + " %,d, unknown %,d",
              slow.total(),
              slow.jvmPause(),
              slow.roll(),
              slow.device(),
              slow.queue(),
              slow.unknown()));
    }
  }

  private void addPlateaus(Trial trial) {
    Plateaus plateaus = trial.plateaus();
    if (plateaus != null) {
      boolean fell = plateaus.secondPerSecond() < plateaus.firstPerSecond();
      add(
          trial,
          String.format(
              Locale.ROOT,
              "had two plateaus, and no mean tells of both: %,.0f/s for %d s, then %,.0f/s (%s)",
              plateaus.firstPerSecond(),
              plateaus.changeAtSeconds(),
              plateaus.secondPerSecond(),
              fell ? "burst credits or a write cache ran out" : "the device became faster"));
    }
  }

  private void addOddities(Trial trial) {
    double blocked = metric(trial, "blockedSends");
    double late = metric(trial, "lateSendP99Ns");
    double givenUp = metric(trial, "recordsGivenUp");
    double clamped = metric(trial, "clampedValues");
    Long responseNs = trial.response().p99Ns();
    if (blocked > 0) {
      String bound = Phrases.count(plan.options().bound());
      add(
          trial,
          ("the sender waited " + Phrases.rate(blocked) + " times because " + bound + " records")
              + " were under way; what became due meanwhile counts from then");
    } else if (responseNs != null && 2 * late >= responseNs) {
      add(
          trial,
          ("1 % of the records were sent more than " + phrases.time(Math.round(late)) + " late,")
              + " which is in their response time: append blocked, or the sender got no processor");
    }
    if (givenUp > 0) {
      add(
          trial,
          Phrases.rate(givenUp)
              + " records were never sent: they count with the time that they had waited, so the"
              + " response times are too short");
    }
    if (clamped > 0) {
      add(trial, Phrases.rate(clamped) + " times of more than an hour count as an hour");
    }
  }

  private static double metric(Trial trial, String name) {
    return trial.observation().metrics().getOrDefault(name, 0.0);
  }

  private void add(Trial trial, String sentence) {
    lines.add("  " + Phrases.count(trial.ratePerSecond()) + "/s " + sentence);
  }

  private void addVerdicts() {
    if (outcome.slo().isEmpty()) {
      return;
    }
    Slo slo = outcome.slo().get();
    lines.add("");
    for (Trial trial : outcome.trials()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %,d/s  %s",
              outcome.subject().label(),
              trial.ratePerSecond(),
              phrases.outcome(trial, slo)));
    }
    lines.add(answer(slo));
  }

  private String answer(Slo slo) {
    OptionalLong found = outcome.foundPerSecond();
    if (found.isEmpty()) {
      return String.format("%s: no rate that was tried meets %s.", outcome.subject().label(), slo);
    }
    boolean disturbed =
        outcome.confirmations().stream()
            .anyMatch(trial -> trial.observation().status() == Status.DISTURBED);
    return String.format(
        Locale.ROOT,
        "%s meets %s by response time up to %,d/s here%s%s.",
        outcome.subject().label(),
        slo,
        found.getAsLong(),
        outcome.confirmations().size() > 1 ? ", seen twice" : ", seen once",
        disturbed ? ", though the device was disturbed meanwhile" : "");
  }
}
