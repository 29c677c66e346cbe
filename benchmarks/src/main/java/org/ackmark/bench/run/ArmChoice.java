package org.ackmark.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ackmark.bench.jmh.Handicap;
import org.ackmark.results.Arm;

/**
 * Which builds and configurations a run is to measure side by side. Immutable.
 *
 * @param against another build, as a jar or a git ref, which becomes the base; empty for this build
 * @param handicaps slowed copies of this build, each {@code name:handicap}
 * @param again whether this build is measured twice, to see by how much it differs from itself
 */
public record ArmChoice(Optional<String> against, List<String> handicaps, boolean again) {
  /** Only this build, once. */
  public static final ArmChoice ONE = new ArmChoice(Optional.empty(), List.of(), false);

  static final String BASE = "base";
  static final String CANDIDATE = "candidate";
  static final String CONTROL = "base-again";

  /** Copies the list. */
  public ArmChoice {
    handicaps = List.copyOf(handicaps);
  }

  /**
   * The arms in their order; empty if there is nothing to compare. With a base there is always a
   * control, the base once more.
   *
   * @throws UsageException when a handicap is not one
   */
  List<RunArm> arms() {
    List<RunArm> arms = new ArrayList<>();
    if (against.isEmpty() && handicaps.isEmpty() && !again) {
      return arms;
    }
    String other = against.orElse(null);
    arms.add(new RunArm(BASE, Arm.Role.BASE, other, Optional.empty()));
    if (other != null) {
      arms.add(new RunArm(CANDIDATE, Arm.Role.CANDIDATE, null, Optional.empty()));
    }
    arms.add(new RunArm(CONTROL, Arm.Role.CONTROL, other, Optional.empty()));
    handicaps.forEach(text -> arms.add(handicapped(text)));
    requireDistinct(arms);
    return arms;
  }

  private static RunArm handicapped(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new UsageException(
          "handicap '" + text + "' has no name: write name:handicap, as in slow:syncDelay=40us");
    }
    String name = text.substring(0, colon);
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9.-]{0,30}")) {
      throw new UsageException(
          "arm name '" + name + "' must be letters, digits, dots and dashes, at most 31");
    }
    try {
      Handicap handicap = Handicap.parse(text.substring(colon + 1));
      return new RunArm(name, Arm.Role.CANDIDATE, null, Optional.of(handicap));
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static void requireDistinct(List<RunArm> arms) {
    for (RunArm arm : arms) {
      if (arms.stream().filter(other -> other.name().equals(arm.name())).count() > 1) {
        throw new UsageException("two arms are called '" + arm.name() + "'");
      }
    }
  }
}
