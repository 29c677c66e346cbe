package org.ackmark.bench.run;

import java.util.Optional;
import org.ackmark.bench.jmh.Handicap;
import org.ackmark.results.Arm;

/**
 * An arm as it is to be run. Immutable.
 *
 * @param name in results
 * @param role what it is for
 * @param against the build, as a jar or a git ref; null for this one
 * @param handicap what slows it on purpose
 */
public record RunArm(String name, Arm.Role role, String against, Optional<Handicap> handicap) {

  /** The arm as results name it. */
  Arm arm(ArmBuild build) {
    return new Arm(name, role, build.title(), handicap.map(Handicap::text).orElse(null));
  }
}
