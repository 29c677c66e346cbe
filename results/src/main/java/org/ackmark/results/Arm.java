package org.ackmark.results;

/**
 * One of the builds or configurations that a run measures side by side.
 *
 * @param name in the observations' field {@code arm}
 * @param role what it is for
 * @param build what was measured, such as a commit or a jar's name
 * @param handicap what was done to slow it on purpose; absent if nothing
 */
public record Arm(String name, Role role, String build, String handicap) {

  /** What an arm is for. */
  public enum Role {
    /** What the others are held against. */
    BASE,
    /** The base once more: what it differs by is noise. */
    CONTROL,
    /** What is judged. */
    CANDIDATE
  }

  /** Checks the fields. */
  public Arm {
    Require.text("name", name);
    Require.present("role", role);
    Require.text("build", build);
  }
}
