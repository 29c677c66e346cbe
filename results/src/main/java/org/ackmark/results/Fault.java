package org.ackmark.results;

import java.util.List;
import java.util.Optional;

/**
 * What is done to one replica while a point is measured. Its figures are then a mean over before,
 * during and after, so such points are ranked and compared with no others. Immutable.
 *
 * @param kind {@code slow}, {@code down} or {@code back}: down, and then back again
 */
public record Fault(String kind) {
  /** The parameter that names it; a point without it was left alone. */
  public static final String PARAMETER = "fault";

  /** The metric that tells when it began, from the begin of the measured time. */
  public static final String AT_NS = "faultAtNs";

  /** The metric that tells when it was over; absent where it lasted to the end. */
  public static final String BACK_AT_NS = "backAtNs";

  private static final List<String> KINDS = List.of("slow", "down", "back");

  /** What that point names; empty for a point that was left alone. */
  public static Optional<Fault> of(Point point) {
    return point.params().value(PARAMETER).map(kind -> new Fault(kind.toString()));
  }

  /** In words, after "with": {@code one replica slow}. */
  public String words() {
    return switch (kind) {
      case "slow", "down" -> "one replica " + kind;
      case "back" -> "one replica down, then back";
      default -> "fault " + kind;
    };
  }

  /** Its place among others; what this version does not know comes last. */
  public int order() {
    int known = KINDS.indexOf(kind);
    return known < 0 ? KINDS.size() : known;
  }
}
