package org.ackmark.bench.profile;

/** How replicas are kept alike. */
public enum Protocol {
  /** A replicated log with a fixed leader: what runs on a log runs on it. */
  LOG,
  /** Registers by multi-writer ABD: linearizable per key, two rounds. */
  ABD,
  /** Registers by last writer wins: one round, unsafe while clocks differ; reads repair first. */
  LWW,
  /** A store over Apache Ratis: an elected leader, a majority, and a log of Ratis' own. */
  RATIS;

  /** The name in profiles, in files and in reports. */
  public String label() {
    return Label.of(this);
  }
}
