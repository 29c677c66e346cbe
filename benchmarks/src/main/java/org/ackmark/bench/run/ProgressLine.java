package org.ackmark.bench.run;

import java.util.Locale;
import org.ackmark.bench.profile.PlannedObservation;

/**
 * Where a run stands: one line that is written over on a terminal, a line for each observation
 * elsewhere. The time left is guessed from the plan at first, then from the observations so far.
 */
final class ProgressLine {
  private static final String OVERWRITE = "\r\u001b[K";

  private final Talk talk;
  private final int total;
  private final int blocks;
  private final double plannedNs;
  private final long startNs = System.nanoTime();
  private int done;
  private String figures = "";

  /**
   * A line for so many observations.
   *
   * @param plannedNs what the whole is thought to take
   */
  ProgressLine(Talk talk, int total, int blocks, double plannedNs) {
    this.talk = talk;
    this.total = total;
    this.blocks = blocks;
    this.plannedNs = plannedNs;
  }

  /** An observation begins. */
  void begin(Subject subject) {
    if (talk.terminal()) {
      talk.notes().print(OVERWRITE + line(done + 1, subject.planned(), subject.title()));
      talk.notes().flush();
    }
  }

  /** An observation has ended. */
  void end(Attempt attempt) {
    done++;
    figures = figures(attempt);
    String line = line(done, attempt.subject().planned(), attempt.subject().title());
    if (talk.terminal()) {
      talk.notes().print(OVERWRITE + line);
      talk.notes().flush();
    } else {
      talk.notes().println(line);
    }
  }

  /** Something else is done for a while. */
  void pause(String what) {
    if (talk.terminal()) {
      talk.notes().print(OVERWRITE + what);
      talk.notes().flush();
    }
  }

  /** Leaves the terminal's line empty. */
  void clear() {
    if (talk.terminal()) {
      talk.notes().print(OVERWRITE);
      talk.notes().flush();
    }
  }

  private String line(int number, PlannedObservation planned, String title) {
    String head =
        String.format(
            Locale.ROOT, "[%d/%d] %s block %d/%d", number, total, title, planned.block(), blocks);
    return head + (figures.isEmpty() ? "" : " | " + figures) + " | " + left();
  }

  private String left() {
    double share = (double) done / total;
    double elapsedNs = System.nanoTime() - startNs;
    double leftNs = done == 0 ? plannedNs : elapsedNs / share - elapsedNs;
    long seconds = Math.round(leftNs / 1e9);
    return seconds < 60
        ? "~" + seconds + "s left"
        : String.format(Locale.ROOT, "~%dm%02ds left", seconds / 60, seconds % 60);
  }

  private static String figures(Attempt attempt) {
    if (attempt.skipped() != null) {
      return "skipped: " + attempt.skipped();
    }
    if (attempt.failed()) {
      return "FAILED: " + attempt.failure();
    }
    if (attempt.perSecond().isEmpty()) {
      return String.format(Locale.ROOT, "%.1f ms", attempt.result().score() / 1e3);
    }
    Long p99Ns = attempt.latency().p99Ns();
    return rate(attempt.perSecond().getAsLong()) + (p99Ns == null ? "" : " p99 " + time(p99Ns));
  }

  private static String rate(long perSecond) {
    if (perSecond < 10_000) {
      return perSecond + "/s";
    }
    return perSecond < 10_000_000
        ? String.format(Locale.ROOT, "%.1fk/s", perSecond / 1e3)
        : String.format(Locale.ROOT, "%.1fM/s", perSecond / 1e6);
  }

  private static String time(long ns) {
    if (ns < 10_000) {
      return ns + "ns";
    }
    return ns < 1_000_000
        ? String.format(Locale.ROOT, "%.0fus", ns / 1e3)
        : String.format(Locale.ROOT, "%.1fms", ns / 1e6);
  }
}
