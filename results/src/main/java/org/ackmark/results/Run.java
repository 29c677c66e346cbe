package org.ackmark.results;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * What was asked for and how it went: the content of {@code run.json}.
 *
 * <p>It is written when a run starts, as interrupted, and again when it ends: so a run that was
 * killed is on disk as what it is.
 *
 * @param schemaVersion of all files of the run
 * @param methodVersion of the way of measuring; runs of different ones are not compared
 * @param toolVersion of the program
 * @param id name of the run, that of its directory
 * @param status how far it came
 * @param reason why it is not complete; absent if it is, or if it was killed
 * @param profileName name of the profile
 * @param profile the profile, resolved: every key that took effect
 * @param seed of every random choice; keep it below 2^53, or JavaScript tools round it
 * @param command the command line, word by word
 * @param git the commit it was built from; absent outside a checkout
 * @param startedAt when it began
 * @param endedAt when it ended; absent if it was killed, or is still going on
 * @param arms what it measured side by side; absent if it measured one thing
 */
public record Run(
    SchemaVersion schemaVersion,
    int methodVersion,
    String toolVersion,
    String id,
    RunStatus status,
    String reason,
    String profileName,
    JsonNode profile,
    long seed,
    List<String> command,
    Git git,
    Instant startedAt,
    Instant endedAt,
    List<Arm> arms) {

  /**
   * The commit that a program was built from.
   *
   * @param commit its full hash
   * @param dirty whether the checkout held changes beside it
   */
  public record Git(String commit, boolean dirty) {
    /** Checks the fields. */
    public Git {
      Require.text("commit", commit);
    }
  }

  /** Checks the fields and copies what could change. */
  public Run {
    Require.present("schemaVersion", schemaVersion);
    Require.atLeast(1, "methodVersion", methodVersion);
    Require.text("toolVersion", toolVersion);
    Require.text("id", id);
    Require.present("status", status);
    Require.text("profileName", profileName);
    profile = Require.present("profile", profile).deepCopy();
    command = List.copyOf(Require.present("command", command));
    Require.present("startedAt", startedAt);
    arms = arms == null || arms.isEmpty() ? null : List.copyOf(arms);
  }

  /** A run that begins; {@code git} may be null. */
  public static Run started(
      String id,
      int methodVersion,
      String toolVersion,
      String profileName,
      JsonNode profile,
      long seed,
      List<String> command,
      Git git,
      Instant startedAt) {
    return new Run(
        SchemaVersion.CURRENT,
        methodVersion,
        toolVersion,
        id,
        RunStatus.INTERRUPTED,
        null,
        profileName,
        profile,
        seed,
        command,
        git,
        startedAt,
        null,
        null);
  }

  /** This run at its end; {@code reason} is null if it is complete. */
  public Run ended(RunStatus status, String reason, Instant endedAt) {
    return new Run(
        schemaVersion,
        methodVersion,
        toolVersion,
        id,
        status,
        reason,
        profileName,
        profile,
        seed,
        command,
        git,
        startedAt,
        endedAt,
        arms);
  }

  /** This run, which measures those side by side. */
  public Run withArms(List<Arm> arms) {
    return new Run(
        schemaVersion,
        methodVersion,
        toolVersion,
        id,
        status,
        reason,
        profileName,
        profile,
        seed,
        command,
        git,
        startedAt,
        endedAt,
        arms);
  }

  /** The arms of that role; empty if there is none. */
  public List<Arm> arms(Arm.Role role) {
    return arms == null ? List.of() : arms.stream().filter(arm -> arm.role() == role).toList();
  }

  /** A copy of the profile: a tree can be changed, this record cannot. */
  @Override
  public JsonNode profile() {
    return profile.deepCopy();
  }
}
