/**
 * A cluster in one thread and in virtual time, where a seed decides everything.
 *
 * <pre>
 *                      EventLoop: what happens next, and when
 *        ________________________|_________________________
 *       |                        |                         |
 *   SimTimer per node      SimNetwork: delay, loss,    SimWal: a log whose
 *   (its clock may be      order, copies, cuts         syncs take virtual time
 *   wrong)                                             on a SimDisk
 *       |________________________|_________________________|
 *                                |
 *             SimNode: what a Boot makes of its disks, again
 *             and again; a crash ends a life of it
 * </pre>
 *
 * <table>
 *   <caption>What a crash of a node leaves</caption>
 *   <tr><th></th><th>PROCESS</th><th>OS, POWER</th></tr>
 *   <tr><td>variables, timers, replies under way to it</td><td>gone</td><td>gone</td></tr>
 *   <tr><td>messages that it has sent</td><td>arrive</td><td>arrive</td></tr>
 *   <tr><td>records received, not written</td><td>gone</td><td>gone</td></tr>
 *   <tr><td>records written, not synced</td><td>kept</td><td>gone: <em>amnesia</em></td></tr>
 *   <tr><td>records synced</td><td>kept</td><td>kept</td></tr>
 * </table>
 *
 * <p>Protocols run here unchanged: they are written with callbacks, never block and start no
 * thread. Each fault counts in {@link org.ackmark.quorum.sim.FaultCounts} when it had an effect,
 * not when it was planned. The same seed gives the same order of events, and so the same history.
 *
 * <p>The method is FoundationDB's and TigerBeetle's (deterministic simulation testing). Knows no
 * protocol. Nothing here is safe for several threads.
 */
package org.ackmark.quorum.sim;
