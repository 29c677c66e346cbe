package org.ackmark.results.compare;

import java.util.List;
import org.ackmark.results.SchemaVersion;

/**
 * A candidate held against a base: the content of {@code compare.json}. Immutable.
 *
 * @param schemaVersion of this file
 * @param methodVersion of the way of measuring
 * @param profileName what was run
 * @param design how the two sides were measured
 * @param base what it is held against
 * @param candidate what is judged
 * @param rules how sure a verdict must be
 * @param blocks blocks, or sessions of the candidate, that count
 * @param dropped blocks that count for nobody
 * @param effects one for each point and metric
 * @param controls the same of the base against itself; empty without such an arm
 * @param environment what differs between the two environments, in words
 * @param verdict of all; absent where nothing can be concluded
 * @param noVerdict why not; absent if there is a verdict
 * @param notes what a reader must know
 */
public record Comparison(
    SchemaVersion schemaVersion,
    int methodVersion,
    String profileName,
    Design design,
    Side base,
    Side candidate,
    Rules rules,
    int blocks,
    List<DroppedBlock> dropped,
    List<Effect> effects,
    List<Effect> controls,
    List<String> environment,
    Verdict verdict,
    String noVerdict,
    List<String> notes) {
  /** Version of {@code compare.json}. */
  public static final SchemaVersion SCHEMA = new SchemaVersion(1, 0);

  /** Copies the lists; a verdict and its absence exclude each other. */
  public Comparison {
    dropped = List.copyOf(dropped);
    effects = List.copyOf(effects);
    controls = List.copyOf(controls);
    environment = List.copyOf(environment);
    notes = List.copyOf(notes);
    if ((verdict == null) == (noVerdict == null)) {
      throw new IllegalArgumentException("exactly one of verdict and noVerdict must be present");
    }
  }

  /** The effects that were judged. */
  public List<Effect> judged() {
    return effects.stream().filter(Effect::primary).toList();
  }
}
