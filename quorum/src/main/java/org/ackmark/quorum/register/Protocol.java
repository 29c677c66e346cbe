package org.ackmark.quorum.register;

/** How the writes of a register are ordered, and with that what reading it means. */
public enum Protocol {
  /**
   * Last writer wins by the wall clocks of the writers. One round to write, one to read.
   * Convenient, and <b>unsafe</b> while clocks differ: an acknowledged write may be dropped at once
   * in favour of an older one, also with R + W &gt; N. What Cassandra and Riak do by default.
   */
  LWW,
  /**
   * Multi-writer ABD: a write first asks R replicas for their tags and takes a higher one, a read
   * stores what it returns on W replicas unless these are known to hold it. Two rounds each, one
   * for most reads. Linearizable per key when R + W &gt; N, whatever the clocks; a write that
   * failed is concurrent with everything after it until somebody has read it. Attiya, Bar-Noy and
   * Dolev, JACM 42(1), 1995; for several writers Lynch and Shvartsman, FTCS 1997.
   */
  ABD
}
