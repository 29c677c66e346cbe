package org.ackmark.wal.commit;

/**
 * Decides whether the leader of a group waits for those that the last one acknowledged to come
 * back.
 *
 * <p>Without waiting, a closed loop of w writers falls into two halves that alternate, the log
 * syncs w / 2 records at a time, and each writer waits almost two syncs. Waiting for all of them
 * pays where they come back soon: listeners, virtual threads, few threads. It does not where a
 * wake-up costs as much as the sync, since then the halves are woken while the other half is
 * synced; nor where writers come when they like. Rather than guess which, this tries: from time to
 * time it goes the other way for some rounds, and stays there if the log was faster. Not
 * thread-safe.
 */
final class Linger {
  /** Rounds in which a new way shows itself before it is measured. */
  private static final int SETTLING_ROUNDS = 8;

  private static final int MEASURED_ROUNDS = 64;
  private static final int FIRST_STAY_ROUNDS = 64;
  private static final int LONGEST_STAY_ROUNDS = 8192;

  /** The other way must be faster by this to be taken: below is noise. */
  private static final double CLEARLY = 0.95;

  /** A round is not charged for more than so many syncs: the log was idle before it. */
  private static final int MOST_SYNCS_OF_A_ROUND = 4;

  private double syncNs;
  private boolean lingers = true;
  private boolean trial;
  private int stayRounds = FIRST_STAY_ROUNDS;
  private int roundsLeft = FIRST_STAY_ROUNDS + MEASURED_ROUNDS;
  private double stayedNsPerRecord;
  private long endedNs;
  private double measuredNs;
  private long measuredRecords;

  /** How long to wait for those who are missing; 0 for not at all. */
  long budgetNs() {
    return lingers ? (long) syncNs : 0;
  }

  /**
   * Notes a round that served more than one writer.
   *
   * @param records made durable by it
   * @param elapsedNs of its sync
   * @param nowNs its end
   */
  void ended(long records, long elapsedNs, long nowNs) {
    syncNs = syncNs == 0 ? (double) elapsedNs : syncNs + ((double) elapsedNs - syncNs) / 8;
    double roundNs = Math.min((double) (nowNs - endedNs), MOST_SYNCS_OF_A_ROUND * syncNs);
    endedNs = nowNs;
    roundsLeft--;
    if (roundsLeft < MEASURED_ROUNDS) {
      measuredNs += roundNs;
      measuredRecords += records;
    }
    if (roundsLeft == 0) {
      decide(measuredNs / (double) measuredRecords);
      measuredNs = 0;
      measuredRecords = 0;
    }
  }

  private void decide(double nsPerRecord) {
    if (!trial) {
      stayedNsPerRecord = nsPerRecord;
      go(!lingers, true, SETTLING_ROUNDS);
    } else if (nsPerRecord < CLEARLY * stayedNsPerRecord) {
      stayRounds = FIRST_STAY_ROUNDS;
      go(lingers, false, stayRounds);
    } else {
      stayRounds = Math.min(2 * stayRounds, LONGEST_STAY_ROUNDS);
      go(!lingers, false, stayRounds);
    }
  }

  private void go(boolean lingerNow, boolean asTrial, int unmeasuredRounds) {
    lingers = lingerNow;
    trial = asTrial;
    roundsLeft = unmeasuredRounds + MEASURED_ROUNDS;
  }
}
