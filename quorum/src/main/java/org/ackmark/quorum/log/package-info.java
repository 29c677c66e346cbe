/**
 * A replicated log with a fixed leader: a log made of logs.
 *
 * <pre>
 *  append, await        LeaderStart: promises, the best history, W adoptions
 *       |                    |
 *   QuorumWal ------- Leadership (one term) ---- Marks: the W-th largest LSN of each level
 *       |               |         |
 *  Acknowledgements     |    FollowerLink ...  one for each follower, fed from
 *  (who waits)          |         |            Tail (memory), own log, or snapshot (Shipping)
 *                       |         |  Adopt, Append, Install
 *                    Replica   Replica ...     a log of any variant, a TermFile, an Installer
 * </pre>
 *
 * <h2>The rules</h2>
 *
 * A <em>term</em> is one start of a leader; {@link org.ackmark.quorum.log.Term} sees to it that no
 * two have the same. What a replica <em>promised</em>, it refuses every lower term for. Which term
 * it <em>adopted</em>: that leader's whole history, as it was when the term began, is in its log,
 * synced, and all that the log has got since came from that leader, in order. Records carry no
 * term, so that their bytes are those of a single log; each replica keeps beside its log in which
 * terms it was written, as <em>runs</em>.
 *
 * <ol>
 *   <li>A leader stores its own promise of a new term, then asks the others for theirs. With N − W
 *       + 1, its own among them, it takes the history of the highest (adopted term, last LSN). It
 *       waits for W if that is more: it can't serve without them, and one of them that has promised
 *       a higher term says so before anything is decided.
 *   <li>It brings its own log to that history: cuts what differs, fetches what is missing, syncs
 *       all of it, adopts the term.
 *   <li>So does every follower. The leader serves when W have adopted, itself included.
 *   <li>A record is acknowledged at a level when W that have adopted the term have it there. The
 *       leader's own log is one of them, and not a special one.
 * </ol>
 *
 * <h2>Why nothing acknowledged is lost</h2>
 *
 * <b>One LSN, one record per term.</b> A leader gives each LSN once in its term: it never cuts its
 * log but by starting another. So a log that names term t at LSN l holds at l, and below, what
 * every other log holds that does: they agree up to the highest LSN at which both name the same
 * term. This needs the runs to be right at every instant of a change: runs of a log that is being
 * brought to another history are stored after the cut and before the first record; those that reach
 * beyond its end say nothing, and are kept, since the log may have lost an end that it gets again.
 *
 * <p><b>Acknowledged in t, so in every later history.</b> A record acknowledged in t is on W
 * replicas that had adopted t and had not promised more. A later leader u has N − W + 1 promises,
 * so one of them, q, is of these W, and told what it has after it had acknowledged. Let v be the
 * highest adopted term among the promises; v ≥ t. If v = t, all logs that adopted t are prefixes of
 * one another, and the longest holds the record, since q's does. If v &gt; t, then v's leader
 * adopted a history that holds the record (by induction: it asked before u, and after q had
 * acknowledged, or q would have refused), and whoever adopted v holds it.
 *
 * <p><b>A log on its way from one history to another</b> has adopted a and holds a prefix of
 * neither. It has lost only what the new history does not hold, so nothing acknowledged, and what
 * it has got is a prefix of the new one, which holds all that was acknowledged in a or before. So
 * where two promises of the same adopted term a are compared, the longer log holds every
 * acknowledged record that the shorter one has, even if either is on its way. That is why adopting
 * comes last and not with the cut.
 *
 * <p><b>What a replica says, it says of now.</b> A promise, an adoption, runs are synced before
 * they are answered, whatever the variant. Of its records it tells three watermarks, each with the
 * number of its opening: a replica that restarts without what it had not synced starts to count
 * again, and an answer of its earlier life that comes late does not count.
 *
 * <h2>Crash points</h2>
 *
 * {@code LOG.md} of the module has the table: every step, what a crash before, in and after it
 * leaves, and who mends it.
 *
 * <p>Sources: viewstamped replication (Oki and Liskov 1988; Liskov and Cowling 2012) for promises
 * and the adopted term ("last normal view"); Raft (Ongaro and Ousterhout 2014, and Ongaro's thesis,
 * 10.2.1, for the leader's sync that overlaps the network) for matching by LSN and term; Flexible
 * Paxos (Howard and others 2016) for quorums of N − W + 1 and W.
 *
 * <p>Depends on {@code org.ackmark.wal} and {@code org.ackmark.quorum.net}. It blocks on disks and
 * callers only, starts no thread but those of {@link org.ackmark.quorum.log.Workers}, and runs
 * unchanged in a simulation.
 */
package org.ackmark.quorum.log;
