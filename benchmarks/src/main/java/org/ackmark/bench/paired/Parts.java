package org.ackmark.bench.paired;

/**
 * What a commit of a replicated log is made of, by slices that stand beside each other: of medians
 * of the time from submit to acknowledgement. The three parts add up to the first of them. A part
 * that is negative is less than what slices differ by.
 *
 * @param manyNs with all writers, as the log is
 * @param aloneNs with one commit under way, as the log is
 * @param unsyncedNs with one under way on the same replicas, where W have written it and none syncs
 * @param unsyncedSyncsPerCommit syncs of all replicas for each of the latter
 */
public record Parts(
    double manyNs, double aloneNs, double unsyncedNs, double unsyncedSyncsPerCommit) {

  /** Messages, threads and write calls of one commit alone. */
  public double networkNs() {
    return unsyncedNs;
  }

  /** How much longer one alone takes when W replicas sync it. */
  public double syncNs() {
    return aloneNs - unsyncedNs;
  }

  /** How much longer again it takes among the others. */
  public double queueNs() {
    return manyNs - aloneNs;
  }
}
