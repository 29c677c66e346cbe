package org.ackmark.results.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.ackmark.results.Observation;
import org.ackmark.results.Status;

/**
 * The observations that are fit for other tools, which know no marks: those of one arm that ran as
 * intended and have a figure. Immutable.
 *
 * @param observations those that are exported
 * @param leftOut how many of the arm are not, by what they are
 */
public record Selection(List<Observation> observations, Map<String, Integer> leftOut) {
  private static final String WITHOUT_FIGURE = "without a figure";

  /** Copies what could change. */
  public Selection {
    observations = List.copyOf(observations);
    leftOut = Map.copyOf(leftOut);
  }

  /** The names of the arms, in the order of their first observation; empty if there are none. */
  public static List<String> arms(List<Observation> all) {
    return all.stream().map(Observation::arm).filter(Objects::nonNull).distinct().toList();
  }

  /**
   * Selects from a run.
   *
   * @param arm which arm; null for a run that has none
   * @param includeDoubtful whether what was disturbed or missed its rate is fit too
   */
  public static Selection of(List<Observation> all, String arm, boolean includeDoubtful) {
    List<Observation> fit = new ArrayList<>();
    Map<String, Integer> leftOut = new TreeMap<>();
    for (Observation observation : all) {
      if (Objects.equals(observation.arm(), arm)) {
        String flaw = flaw(observation, includeDoubtful);
        if (flaw == null) {
          fit.add(observation);
        } else {
          leftOut.merge(flaw, 1, Integer::sum);
        }
      }
    }
    return new Selection(fit, leftOut);
  }

  /** Such as {@code 2 disturbed, 1 failed}; empty if nothing was left out. */
  public String leftOutText() {
    StringJoiner text = new StringJoiner(", ");
    new TreeMap<>(leftOut).forEach((flaw, count) -> text.add(count + " " + flaw));
    return text.toString();
  }

  /** Whether some of what was left out could be included. */
  public boolean leftOutDoubtful() {
    return leftOut.containsKey(Status.DISTURBED.label())
        || leftOut.containsKey(Status.MISSED.label());
  }

  private static String flaw(Observation observation, boolean includeDoubtful) {
    Status status = observation.status();
    boolean doubtful = status == Status.DISTURBED || status == Status.MISSED;
    if (status != Status.OK && !(doubtful && includeDoubtful)) {
      return status.label();
    }
    return Headline.of(observation).isPresent() ? null : WITHOUT_FIGURE;
  }
}
