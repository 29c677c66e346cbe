package org.ackmark.results.baseline;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ackmark.results.files.StoredRun;

/**
 * The runs of one machine, profile and name. Immutable.
 *
 * @param name of the set, such as {@code main} or a release
 * @param fingerprint of the machine
 * @param profileHash of what was run
 * @param runs oldest first
 */
public record Baseline(String name, String fingerprint, String profileHash, List<StoredRun> runs) {
  /** Runs from which on the spread between sessions can be told. */
  public static final int LEAST_RUNS = 3;

  /** Days over which they must be spread. */
  public static final int LEAST_DAYS = 2;

  /** Machines are patched, moved and worn: after that a set says little about today. */
  public static final Duration EXPIRY = Duration.ofDays(90);

  /** Copies the list. */
  public Baseline {
    runs = List.copyOf(runs);
  }

  /** Where a set stands in its life. */
  public enum State {
    /** Too few runs, or all of one day. */
    FORMING,
    /** Fit to be used. */
    VALID,
    /** Its last run is too long ago. */
    EXPIRED
  }

  /** Where it stands at that time. */
  public State state(Instant now) {
    if (runs.size() < LEAST_RUNS || days() < LEAST_DAYS) {
      return State.FORMING;
    }
    return last().plus(EXPIRY).isBefore(now) ? State.EXPIRED : State.VALID;
  }

  /** The state in a sentence that says what to do. */
  public String sentence(Instant now) {
    return switch (state(now)) {
      case FORMING ->
          "%s is forming: %d of %d runs, on %d of %d days; promote more runs"
              .formatted(name, runs.size(), LEAST_RUNS, days(), LEAST_DAYS);
      case VALID -> "%s is valid: %d runs on %d days".formatted(name, runs.size(), days());
      case EXPIRED ->
          "%s has expired: its last run is of %s, more than %d days ago; promote new runs"
              .formatted(name, last().atZone(ZoneOffset.UTC).toLocalDate(), EXPIRY.toDays());
    };
  }

  /** On how many days its runs were made, in UTC. */
  public long days() {
    return runs.stream()
        .map(run -> run.run().startedAt().atZone(ZoneOffset.UTC).toLocalDate())
        .distinct()
        .count();
  }

  private Instant last() {
    return runs.getLast().run().startedAt();
  }
}
