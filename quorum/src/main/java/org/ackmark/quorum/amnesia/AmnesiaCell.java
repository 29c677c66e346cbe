package org.ackmark.quorum.amnesia;

import java.util.Optional;
import org.ackmark.quorum.Quorum;

/**
 * What was predicted and found for one combination. Immutable.
 *
 * @param quorum N, R, W and the level of the acknowledgements
 * @param forgetful how many replicas restarted at once: k
 * @param tried in how many ways: which of them restarted, and which R answered
 * @param missed in how many of these the read missed the acknowledged write
 * @param loss one of them; empty when none did
 */
public record AmnesiaCell(
    Quorum quorum, int forgetful, int tried, int missed, Optional<Loss> loss) {

  /**
   * How an acknowledged write was missed; replicas 0 to W − 1 had acknowledged it.
   *
   * @param restarted the replicas that restarted, as a bit mask
   * @param answering the replicas that answered the read, as a bit mask
   */
  public record Loss(int restarted, int answering) {}

  /** Whether the rule says that no read can miss the write. */
  public boolean predictedSafe() {
    return quorum.meetsAfterAmnesia(forgetful);
  }

  /** Whether no read did. */
  public boolean foundSafe() {
    return missed == 0;
  }

  /** Whether the rule told the outcome. */
  public boolean asPredicted() {
    return predictedSafe() == foundSafe();
  }
}
