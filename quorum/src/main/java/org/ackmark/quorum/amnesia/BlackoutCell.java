package org.ackmark.quorum.amnesia;

/**
 * What was predicted and found when the power of all replicas failed at once. Immutable.
 *
 * @param n replicas
 * @param r how many answer the read
 * @param w how many acknowledged the write
 * @param synced how many of these had synced it: D; the others had only written it
 * @param tried sets of R replicas
 * @param missed how many of them missed the write
 */
public record BlackoutCell(int n, int r, int w, int synced, int tried, int missed) {

  /** Whether the write is predicted to be anywhere at all: D is at least 1. */
  public boolean predictedRecoverable() {
    return synced >= 1;
  }

  /** Whether every read is predicted to meet it: D + R &gt; N. */
  public boolean predictedSafe() {
    return synced + r > n;
  }

  /** Whether some read met it. */
  public boolean foundRecoverable() {
    return missed < tried;
  }

  /** Whether every read met it. */
  public boolean foundSafe() {
    return missed == 0;
  }

  /** Whether the rules told the outcome. */
  public boolean asPredicted() {
    return predictedSafe() == foundSafe() && predictedRecoverable() == foundRecoverable();
  }
}
