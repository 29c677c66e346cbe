/**
 * The network between processes and hosts: TCP by Netty, epoll where the system has it.
 *
 * <pre>
 *   TcpNetwork ──┬── Peer ──── one connection to each node that is asked, made again when it breaks
 *                └── Callers ─ connections of those who ask this node ──▶ Service
 *   both:  (TLS) ─ FrameDecoder ─ Handshake ─ Codec
 * </pre>
 *
 * <p>A frame, big-endian:
 *
 * <pre>
 *    0  magic       3 bytes "AKM"
 *    3  version     1
 *    4  length      4  of the payload
 *    8  kind        1  hello, challenge, proof, welcome, request, reply
 *    9  protocol    1  whose codec reads the payload; 0 during the handshake
 *   10  zero        2
 *   12  crc32c      4  of bytes 0 to 11, then of those from 16 on
 *   16  id          8  joins a reply to its request
 *   24  payload
 * </pre>
 *
 * <p>Whoever connects proves first that it knows the cluster's secret, then who listens does: each
 * sends an HMAC-SHA256 over both sides' random numbers and names, so the secret never crosses the
 * wire and no proof can be used twice or turned round. A frame that is wrong in any way ends its
 * connection and nothing else. After the handshake frames are guarded against damage, not against
 * somebody who can write into the connection: that takes TLS, which nodes that were given keys
 * speak and demand; then the whole of the above goes on inside, and each certificate must bear the
 * name of its node.
 *
 * <p>What can't be sent at once is dropped, as a network may: when a peer is away, or slow, and too
 * much waits for it already. The protocols ask again.
 */
package org.ackmark.quorum.tcp;
