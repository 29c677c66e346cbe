/**
 * What the network costs, without a log: the same connections as the quorums', between this process
 * and another one, which echoes.
 *
 * <pre>
 *   NicProbe ── Exchange ── TcpNetwork ═══ another process ── EchoService
 *                                          (EchoProcess starts one here: EchoNode)
 * </pre>
 *
 * <p>Depends on {@code org.ackmark.quorum.tcp} and the results model.
 */
package org.ackmark.bench.nic;
