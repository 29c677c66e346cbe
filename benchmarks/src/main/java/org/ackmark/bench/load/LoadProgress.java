package org.ackmark.bench.load;

import java.util.Locale;
import org.ackmark.bench.run.Talk;

/**
 * Where a load stands: one line that is written over on a terminal, a line for each rate elsewhere.
 * For one thread.
 */
final class LoadProgress {
  private static final String OVERWRITE = "\r\u001b[K";

  private final Talk talk;
  private final LoadPlan plan;
  private final Phrases phrases;
  private int done;
  private String last = "";

  LoadProgress(Talk talk, LoadPlan plan) {
    this.talk = talk;
    this.plan = plan;
    this.phrases = new Phrases(false);
  }

  /** Something other than a rate is at work. */
  void at(String what) {
    if (talk.terminal()) {
      overwrite(what);
    }
  }

  /** What is to stay on the screen. */
  void note(String sentence) {
    clear();
    talk.notes().println(sentence);
  }

  /** A rate is tried. */
  void begin(LoadSubject subject, long ratePerSecond) {
    at(line(subject, ratePerSecond, done + 1));
  }

  /** A rate was tried. */
  void end(LoadSubject subject, Trial trial) {
    done++;
    last = " | " + phrases.outcome(trial, plan.options().slo().orElse(null));
    String line = line(subject, trial.ratePerSecond(), done);
    if (talk.terminal()) {
      overwrite(line);
    } else {
      talk.notes().println(line);
    }
  }

  /** Leaves the terminal's line empty. */
  void clear() {
    if (talk.terminal()) {
      overwrite("");
    }
  }

  private String line(LoadSubject subject, long ratePerSecond, int number) {
    int total = plan.subjects().size() * plan.ratesPerVariant();
    String of = plan.options().slo().isPresent() && plan.needsCapacity() ? "" : "/" + total;
    return String.format(
        Locale.ROOT, "[%d%s] %s %,d/s%s", number, of, subject.label(), ratePerSecond, last);
  }

  private void overwrite(String line) {
    talk.notes().print(OVERWRITE + line);
    talk.notes().flush();
  }
}
